import {openBrowser, openPage, clickAt} from "./support.js";
const b=await openBrowser(); const url=process.argv[2], out=process.argv[3];
for (const [name,opts,act] of JSON.parse(process.argv[4])) {
  const {page,complaints}=await openPage(b,url,opts);
  await page.waitForSelector("#picture img",{timeout:60000}).catch(()=>{});
  await page.waitForTimeout(800);
  for (const a of act||[]) { if(a[0]==="click") await clickAt(page,a[1],a[2]); else if(a[0]==="key") await page.keyboard.press(a[1]); else if (a[0]==="eval") await page.evaluate(a[1]); else if(a[0]==="select") await page.locator(a[1]).selectOption(a[2]); await page.waitForTimeout(500);}
  await page.screenshot({path:`${out}-${name}.png`}); console.log(name,complaints); await page.close(); }
await b.close();
