//! Counts that grow: of two of them, the smaller may only be the earlier one.

use recoupe_model::{Role, Value};

use super::Pair;
use crate::align::told::Told;
use crate::align::version::{Version, spaced};
use crate::lang::Compare;

impl Pair<'_, '_> {
    /// Whether what is counted grows from day to day: it is one count only on one day.
    pub(super) fn grows(&self) -> bool {
        let counts = self.frame.slot(Role::Quantity);
        counts.is_some_and(|slot| slot.compare == Compare::Tally)
    }

    /// Whether the smaller count is told as that of so far: "five people have been questioned so far".
    pub(super) fn is_less_so_far(&self) -> bool {
        let most = |of: &Version| {
            let values = of.values(Role::Quantity);
            values.iter().fold(0.0, |most: f64, it| match it {
                Value::Quantity(it) => it.high.or(it.low).map_or(most, |count| most.max(count)),
                _ => most,
            })
        };
        let is_first = most(&self.first) < most(&self.second);
        let smaller = if is_first { &self.first } else { &self.second };
        smaller.by.iter().any(|told| self.is_of_so_far(told))
    }

    /// Whether the sentence of a claim says that it may not stay so: "so far", « à ce stade ».
    fn is_of_so_far(&self, told: &Told) -> bool {
        let reading = self.case.readings[told.document];
        let sentence = told.at(&self.case.readings).and_then(|at| reading.sentences.get(at));
        let pack = self.case.knowledge.pack(&reading.document.language);
        let (Some(sentence), Some(pack)) = (sentence, pack) else { return false };
        let said = format!(" {} ", spaced(sentence.span.of(&reading.document.text)));
        let mut forms = pack.words("so_far").rows().iter();
        forms.any(|row| said.contains(&format!(" {} ", row.key())))
    }
}
