//! What the tool is doing and how long it takes: «3/6 Partir y enlazar con el navegador … 41.2 s».

use std::io::{IsTerminal, Write, stdout};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Result;

use crate::told::told;

/// A numbered run of steps.
#[derive(Debug)]
pub struct Steps {
    total: usize,
    done: Vec<Step>,
}

/// A step that has ended.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// What was done.
    pub name: String,
    /// How long it took.
    pub took: Duration,
    /// Why it failed, if it did.
    pub fault: Option<String>,
}

impl Steps {
    /// A run of this many steps.
    pub fn new(total: usize) -> Steps {
        Steps {
            total,
            done: vec![],
        }
    }

    /// Runs one step and prints its name and time.
    pub fn run<T>(&mut self, name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        let label = format!("{}/{} {name} …", self.done.len() + 1, self.total);
        let start = Instant::now();
        let result = ticking(&label, start, work);
        let took = start.elapsed();
        let verdict = if result.is_ok() { "" } else { " (falló)" };
        say(
            &format!("\r{label} {}{verdict}\n", seconds(took)),
            &format!(" {}{verdict}\n", seconds(took)),
        );
        self.end(name, took, &result);
        result
    }

    /// Runs a step that prints by itself: its name stands above what it says.
    pub fn run_aloud<T>(&mut self, name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        println!("\n── {}/{} {name}", self.done.len() + 1, self.total);
        let start = Instant::now();
        let result = work();
        self.end(name, start.elapsed(), &result);
        result
    }

    fn end<T>(&mut self, name: &str, took: Duration, result: &Result<T>) {
        let fault = result.as_ref().err().map(told);
        self.done.push(Step {
            name: name.to_owned(),
            took,
            fault,
        });
    }

    /// The steps that have ended, in order.
    pub fn done(&self) -> &[Step] {
        &self.done
    }
}

/// On a terminal the seconds run while the step does; in a log the name stands alone until the step ends.
fn ticking<T>(label: &str, start: Instant, work: impl FnOnce() -> T) -> T {
    say(label, label);
    thread::scope(|scope| {
        let (stop, stopped) = mpsc::channel::<()>();
        if stdout().is_terminal() {
            scope.spawn(move || {
                while stopped.recv_timeout(Duration::from_secs(1))
                    == Err(mpsc::RecvTimeoutError::Timeout)
                {
                    say(&format!("\r{label} {} s", start.elapsed().as_secs()), "");
                }
            });
        }
        let result = work();
        drop(stop);
        result
    })
}

fn say(on_terminal: &str, in_log: &str) {
    let mut out = stdout();
    let text = if out.is_terminal() {
        on_terminal
    } else {
        in_log
    };
    // A closed pipe must not stop a build.
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// «41.2 s», or «2 min 5 s» from a minute on.
pub fn seconds(time: Duration) -> String {
    let whole = time.as_secs();
    if whole < 60 {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} min {} s", whole / 60, whole % 60)
    }
}
