//! Whether two results can be of one vote: « 84 voix contre 61 » and « 79 contre 66 » on one bill are
//! two readings of it, unless both are told of one day.

use recoupe_model::Value;

/// Whether the numbers of every side that both tell differ, and both tell two sides or more; of one day all
/// three.
///
/// One number that differs may be a slip, and is in dispute; that no number agrees tells another vote.
pub(super) fn are_two(ours: &[Value], theirs: &[Value], of_one_day: bool) -> bool {
    let sides = ["vote", "vote against", "abstention"];
    let told = |values: &[Value], side: &str| -> Vec<f64> {
        let amounts = values.iter().filter_map(|value| match value {
            Value::Quantity(amount) if amount.unit == side => amount.point(),
            _ => None,
        });
        amounts.collect()
    };
    let met: Vec<bool> = sides
        .into_iter()
        .map(|side| (told(ours, side), told(theirs, side)))
        .filter(|(ours, theirs)| !ours.is_empty() && !theirs.is_empty())
        .map(|(ours, theirs)| ours.iter().any(|a| theirs.iter().any(|b| (a - b).abs() < 0.5)))
        .collect();
    met.len() > if of_one_day { 2 } else { 1 } && !met.contains(&true)
}

/// Part by which the sums of two results of one vote may differ.
const SLIP: f64 = 0.1;

/// Whether both tell two sides or more, and about as many voted in each: one assembly, counted in two ways.
pub(super) fn are_of_one_size(ours: &[Value], theirs: &[Value]) -> bool {
    let sum = |values: &[Value]| -> Option<f64> {
        let counts = values.iter().filter_map(|value| match value {
            Value::Quantity(it) if matches!(&*it.unit, "vote" | "vote against") => it.point(),
            _ => None,
        });
        let counts: Vec<f64> = counts.collect();
        (counts.len() > 1).then(|| counts.iter().sum())
    };
    match (sum(ours), sum(theirs)) {
        (Some(a), Some(b)) => (a - b).abs() <= SLIP * a.max(b),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use recoupe_model::{Quantity, Span};

    fn score(numbers: &[(f64, &str)]) -> Vec<Value> {
        let amount = |&(value, unit): &(f64, &str)| {
            let (low, high) = (Some(value), Some(value));
            let (unit, text, span) = (unit.to_owned(), String::new(), Span::default());
            Value::Quantity(Quantity { low, high, unit, approximate: false, text, span })
        };
        numbers.iter().map(amount).collect()
    }

    #[test]
    fn one_number_may_be_in_dispute_two_tell_another_vote() {
        let first = score(&[(84.0, "vote"), (61.0, "vote against"), (6.0, "abstention")]);
        assert!(!are_two(&first, &score(&[(86.0, "vote"), (61.0, "vote against")]), false));
        assert!(!are_two(&first, &score(&[(86.0, "vote")]), false));
        let other = score(&[(79.0, "vote"), (66.0, "vote against")]);
        assert!(are_two(&first, &other, false) && !are_two(&first, &other, true));
        let third = score(&[(79.0, "vote"), (66.0, "vote against"), (2.0, "abstention")]);
        assert!(are_two(&first, &third, true));
        assert!(!are_two(&first, &first, false));
        assert!(are_of_one_size(&first, &other));
        assert!(!are_of_one_size(&first, &score(&[(9.0, "vote"), (6.0, "vote against")])));
    }
}
