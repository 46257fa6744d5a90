//! How far a long run has come: on standard error, and only on a terminal.

use std::fmt;
use std::io::{self, IsTerminal as _};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use recoupe::watch::{Step, Watch};

/// What takes less is over before it is read.
const SHORT: Duration = Duration::from_millis(700);

/// Between two pictures of what cannot be counted.
const TICK: Duration = Duration::from_millis(120);

/// A bar for each step, with the rate and the time left.
pub(super) struct Progress {
    is_shown: bool,
    french: bool,
    was_long: AtomicBool,
    now: Mutex<Option<(ProgressBar, Instant)>>,
}

impl Progress {
    /// `quiet` shows nothing.
    pub(super) fn new(quiet: bool, french: bool) -> Self {
        let is_shown = !quiet && io::stderr().is_terminal();
        Self { is_shown, french, was_long: AtomicBool::new(false), now: Mutex::new(None) }
    }

    fn words(&self, step: Step) -> &'static str {
        match (step, self.french) {
            (Step::Open, true) => "fichiers ouverts",
            (Step::Open, false) => "files opened",
            (Step::Read, true) => "articles lus",
            (Step::Read, false) => "articles read",
            (Step::Compare, true) => "recoupement…",
            (Step::Compare, false) => "cross-checking…",
        }
    }

    fn style(&self, step: Step) -> ProgressStyle {
        let left = if self.french { "reste" } else { "left" };
        let template = if step == Step::Compare {
            "{spinner} {msg}".to_owned()
        } else {
            format!("{{wide_bar}} {{pos}}/{{len}} {{msg}}, {{rate}}, {left} {{eta}}")
        };
        let style = ProgressStyle::with_template(&template);
        let rate = |state: &ProgressState, out: &mut dyn fmt::Write| {
            let _ = write!(out, "{:.1}/s", state.per_sec());
        };
        style.unwrap_or_else(|_| ProgressStyle::default_bar()).with_key("rate", rate)
    }
}

impl Watch for Progress {
    fn begins(&self, step: Step, count: usize) {
        if !self.is_shown {
            return;
        }
        let bar = ProgressBar::with_draw_target(Some(count as u64), ProgressDrawTarget::hidden());
        bar.set_style(self.style(step));
        bar.set_message(self.words(step));
        // What was long to read is long to compare.
        if step == Step::Compare && self.was_long.load(Ordering::Relaxed) {
            bar.set_draw_target(ProgressDrawTarget::stderr());
            bar.enable_steady_tick(TICK);
        }
        if let Ok(mut now) = self.now.lock() {
            *now = Some((bar, Instant::now()));
        }
    }

    fn advances(&self) {
        if !self.is_shown {
            return;
        }
        let Ok(now) = self.now.lock() else { return };
        if let Some((bar, since)) = now.as_ref() {
            if bar.is_hidden() && since.elapsed() > SHORT {
                bar.set_draw_target(ProgressDrawTarget::stderr());
                self.was_long.store(true, Ordering::Relaxed);
            }
            bar.inc(1);
        }
    }

    fn ends(&self) {
        if let Ok(mut now) = self.now.lock()
            && let Some((bar, _)) = now.take()
        {
            bar.finish_and_clear();
        }
    }
}
