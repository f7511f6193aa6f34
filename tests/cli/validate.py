"""Reads {"schema": ..., "instances": [...]} from standard input, prints for each instance the first
mistake that python3-jsonschema finds, as a list of texts; an empty text is no mistake."""
import json
import sys

import jsonschema

job = json.load(sys.stdin)
jsonschema.Draft7Validator.check_schema(job["schema"])
validator = jsonschema.Draft7Validator(job["schema"])


def mistake(instance):
    errors = sorted(validator.iter_errors(instance), key=lambda e: list(map(str, e.absolute_path)))
    return "/".join(map(str, errors[0].absolute_path)) + ": " + errors[0].message[:300] if errors else ""


json.dump([mistake(instance) for instance in job["instances"]], sys.stdout)
