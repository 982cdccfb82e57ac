//! A child process with all it starts, as one group that dies together and never outlives the test run.
//!
//! A shell stands between us and the child for one reason: it leaves a watcher in the group that reads a pipe we hold. When the test
//! run ends in any way, a SIGKILL included, the pipe closes and the watcher kills the group. (`PR_SET_PDEATHSIG` would need `unsafe`
//! and follows the thread, not the process.)

use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

const GUARD: &str = r#"exec 3<&0; { read -r _; kill -KILL 0; } <&3 & exec "$@" 3<&- </dev/null"#;

/// A running process group; dropping it kills every member.
pub struct Group {
    child: Child,
}

impl Group {
    /// Starts `program` as the leader of a new group. Its output is discarded, except what [`Group::output`] takes.
    pub fn start(program: &str, arguments: &[String], environment: &[(String, PathBuf)]) -> Group {
        let child = Command::new("sh")
            .args(["-c", GUARD, "sh", program])
            .args(arguments)
            .envs(environment.iter().map(|(name, value)| (name, value)))
            // The site shows dates: one zone for every machine that runs the suite.
            .env("TZ", "America/Mexico_City")
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("a shell starts");
        Group { child }
    }

    /// What the process prints; can be taken once.
    pub fn output(&mut self) -> ChildStdout {
        self.child.stdout.take().expect("the output is taken once")
    }

    /// Whether the leader has ended by itself.
    pub fn ended(&mut self) -> bool {
        self.child.try_wait().expect("the child is ours").is_some()
    }

    /// SIGKILL to every process of the group, then waits until none of them runs: what they wrote is what the disk has now.
    pub fn kill(&mut self) {
        let group = self.child.id();
        let command = format!("kill -KILL -{group}");
        let status = Command::new("sh")
            .args(["-c", &command])
            .stderr(Stdio::null())
            .status();
        status.expect("a shell starts");
        self.child.wait().expect("the child is ours");
        let deadline = Instant::now() + Duration::from_secs(10);
        while is_running(group) {
            assert!(
                Instant::now() < deadline,
                "process group {group} survives SIGKILL"
            );
            std::thread::yield_now();
        }
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Whether any process of the group still runs. A zombie does not: it has closed its files and waits to be counted.
fn is_running(group: u32) -> bool {
    let processes = std::fs::read_dir("/proc").expect("Linux");
    processes.flatten().any(|process| {
        // A process may end between the listing and the reading.
        let stat = std::fs::read_to_string(process.path().join("stat")).unwrap_or_default();
        // `pid (name) state parent group …`, and the name may hold anything.
        let mut fields = stat.rsplit(") ").next().unwrap_or_default().split(' ');
        let state = fields.next();
        fields.nth(1) == Some(&group.to_string()) && !matches!(state, Some("Z" | "X"))
    })
}
