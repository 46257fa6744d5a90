//! Whether two claims are of one happening by its day and by more that they share, where one of them
//! does not name who did it.

use recoupe_model::{Fit, Role, Value};

use super::bench::{Bench, Entry};
use super::values::fit;
use crate::lang::Frame;

/// Whether both tell one day, and one more of what tells happenings of the frame apart is the same in
/// both and nothing of it differs; `doer` is left out.
pub(super) fn are_one(bench: &Bench, frame: &Frame, doer: Role, a: &Entry, b: &Entry) -> bool {
    let day = |it: &Value| matches!(it, Value::Time(time) if time.days() == Some(1));
    let mut shared = 0;
    for (role, _) in frame.slots().filter(|(role, slot)| slot.identity && *role != doer) {
        let (x, y) = (a.values(role), b.values(role));
        if x.is_empty() || y.is_empty() {
            continue;
        }
        let all = || x.iter().flat_map(|x| y.iter().map(move |y| fit(bench, role, x, y)));
        if all().all(Fit::is_apart) {
            return false;
        }
        shared += usize::from(role != Role::Time && all().any(Fit::supports));
    }
    let days = |it: &Entry| it.values(Role::Time).iter().any(day);
    // Votes are only told as one where they are of one body, or of one size.
    (shared > 0 || frame.name == "vote") && days(a) && days(b)
}
