//! Who wants to know how far the work has come.

/// A part of the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Files to articles.
    Open,
    /// Articles to claims.
    Read,
    /// Claims to a dossier: one piece of work that cannot be counted.
    Compare,
}

/// Is told how far the work has come, from any thread. It must be quick.
pub trait Watch: Sync {
    /// A step with so many pieces begins.
    fn begins(&self, step: Step, count: usize);
    /// A piece is done.
    fn advances(&self);
    /// The step is over.
    fn ends(&self);
}

/// Nobody.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn begins(&self, _: Step, _: usize) {}
    fn advances(&self) {}
    fn ends(&self) {}
}
