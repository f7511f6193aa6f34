#include "cli/safety/system_calls.h"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <system_error>
#include <vector>

#include <fmt/format.h>

#include "core/base/error.h"

namespace lantern {
namespace {

#if defined(__x86_64__)

/// What the program and its libraries call. Others do not exist (ENOSYS), which libraries know how
/// to do without.
constexpr int kAllowed[] = {
    // files
    __NR_read, __NR_write, __NR_pread64, __NR_pwrite64, __NR_readv, __NR_writev, __NR_open,
    __NR_openat, __NR_openat2, __NR_close, __NR_lseek, __NR_stat, __NR_fstat, __NR_lstat,
    __NR_newfstatat, __NR_statx, __NR_statfs, __NR_fstatfs, __NR_access, __NR_faccessat,
    __NR_faccessat2, __NR_getdents64, __NR_getcwd, __NR_readlink, __NR_readlinkat, __NR_fcntl,
    __NR_flock, __NR_fsync, __NR_fdatasync, __NR_ftruncate, __NR_fallocate, __NR_fadvise64,
    __NR_chmod, __NR_fchmod, __NR_umask, __NR_rename, __NR_renameat, __NR_renameat2, __NR_unlink,
    __NR_unlinkat, __NR_mkdir, __NR_mkdirat, __NR_rmdir, __NR_dup, __NR_dup2, __NR_dup3, __NR_pipe2,
    __NR_poll, __NR_ppoll, __NR_eventfd2, __NR_memfd_create,
    // memory
    __NR_mmap, __NR_munmap, __NR_mprotect, __NR_mremap, __NR_madvise, __NR_brk, __NR_membarrier,
    __NR_mlock, __NR_munlock,
    // threads, time and signals of its own
    __NR_futex, __NR_set_robust_list, __NR_rseq, __NR_sched_yield, __NR_sched_getaffinity,
    __NR_sched_setaffinity, __NR_set_tid_address, __NR_gettid, __NR_getpid, __NR_nanosleep,
    __NR_clock_nanosleep, __NR_clock_gettime, __NR_clock_getres, __NR_gettimeofday, __NR_time,
    __NR_rt_sigaction, __NR_rt_sigprocmask, __NR_rt_sigreturn, __NR_rt_sigsuspend, __NR_sigaltstack,
    __NR_restart_syscall, __NR_exit, __NR_exit_group, __NR_arch_prctl,
    // what it runs on and as whom
    __NR_getuid, __NR_geteuid, __NR_getgid, __NR_getegid, __NR_uname, __NR_sysinfo, __NR_getrusage,
    __NR_getrlimit, __NR_times, __NR_getcpu, __NR_getrandom};

/// Refused by name (EPERM): what a message should not call unknown.
constexpr int kRefused[] = {__NR_execve,  __NR_execveat, __NR_fork,       __NR_vfork,  __NR_socket,
                            __NR_connect, __NR_bind,     __NR_socketpair, __NR_ptrace, __NR_link,
                            __NR_linkat,  __NR_symlink,  __NR_chown,      __NR_mount,  __NR_setns,
                            __NR_unshare, __NR_symlinkat};

/// A filter for system calls, in the instructions of BPF.
class CallFilter {
 public:
  CallFilter() {
    load(offsetof(seccomp_data, arch));
    unless_equal(AUDIT_ARCH_X86_64, SECCOMP_RET_KILL_PROCESS);
    load(offsetof(seccomp_data, nr));
    // The numbers of x32 name the same calls once more.
    code_.push_back(BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1));
    answer(SECCOMP_RET_KILL_PROCESS);
  }

  void allow(int call) { when_equal(static_cast<unsigned>(call), SECCOMP_RET_ALLOW); }
  void refuse(int call, int error) {
    when_equal(static_cast<unsigned>(call), SECCOMP_RET_ERRNO | static_cast<unsigned>(error));
  }
  /// Allowed where the low half of an argument is that.
  void allow_with(int call, unsigned argument, unsigned value) {
    with_argument(call, argument, BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1));
  }
  /// Allowed where an argument has one of these bits.
  void allow_with_bits(int call, unsigned argument, unsigned bits) {
    with_argument(call, argument, BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, 0, 1));
  }

  /// What nothing was said of is unknown.
  void install() {
    answer(SECCOMP_RET_ERRNO | ENOSYS);
    sock_fprog program{static_cast<unsigned short>(code_.size()), code_.data()};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
        syscall(__NR_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program) != 0)
      throw RuntimeError(fmt::format("--safe: the kernel does not filter system calls: {}",
                                     std::generic_category().message(errno)));
  }

 private:
  void load(size_t offset) {
    code_.push_back(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, static_cast<unsigned>(offset)));
  }
  void answer(unsigned what) { code_.push_back(BPF_STMT(BPF_RET | BPF_K, what)); }
  void when_equal(unsigned value, unsigned what) {
    code_.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1));
    answer(what);
  }
  void unless_equal(unsigned value, unsigned what) {
    code_.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 1, 0));
    answer(what);
  }
  /// For the call: looks at an argument, allows it where `test` holds, and goes on else.
  void with_argument(int call, unsigned argument, sock_filter test) {
    code_.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<unsigned>(call), 0, 4));
    load(offsetof(seccomp_data, args) + argument * sizeof(__u64));
    code_.push_back(test);
    answer(SECCOMP_RET_ALLOW);
    load(offsetof(seccomp_data, nr));
  }

  std::vector<sock_filter> code_;
};

/// What depends on an argument: threads but no processes, a terminal's size but nothing typed into
/// it, signals to itself.
void add_conditions(CallFilter& filter) {
  const auto own = static_cast<unsigned>(getpid());
  filter.allow_with_bits(__NR_clone, 0, CLONE_THREAD);
  for (const unsigned request : {TIOCGWINSZ, TCGETS, FIONREAD, FIONBIO, FIOCLEX})
    filter.allow_with(__NR_ioctl, 1, request);
  for (const unsigned what : {PR_SET_NAME, PR_GET_NAME, PR_SET_VMA})
    filter.allow_with(__NR_prctl, 0, what);
  filter.allow_with(__NR_prlimit64, 0, 0);
  filter.allow_with(__NR_tgkill, 0, own);
  filter.allow_with(__NR_kill, 0, own);
  filter.allow_with(__NR_kill, 1, 0);  // only asks whether there is such a process
  // Its flags cannot be looked at. The C library takes `clone` where it is not there.
  filter.refuse(__NR_clone3, ENOSYS);
  filter.refuse(__NR_clone, EPERM);
}

#endif

}  // namespace

void forbid_system_calls() {
#if defined(__x86_64__)
  CallFilter filter;
  for (const int call : kAllowed) filter.allow(call);
  add_conditions(filter);
  for (const int call : kRefused) filter.refuse(call, EPERM);
  filter.install();
#else
  throw RuntimeError("--safe works on x86-64 only");
#endif
}

}  // namespace lantern
