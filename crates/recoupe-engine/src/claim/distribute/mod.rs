//! One clause that tells of several happenings: « Oslo et Rome ont livré respectivement cinq et
//! huit chars », « Oslo a livré cinq chars, Rome huit ».

mod behind;
mod gapping;
mod paired;
mod places;
mod respective;
mod told;

use recoupe_model::{Quantity, Role, Upos, Value};

use super::context::Context;
use super::draft::Draft;
use super::fill;
use super::tree::Tree;

/// Parts drafts that tell of several happenings; new ones come last, so that those there keep
/// their places.
pub(super) fn all(ctx: &Context<'_>, drafts: &mut Vec<Draft>) {
    respective::part(ctx, drafts);
    paired::part(ctx, drafts);
    places::part(ctx, drafts);
    gapping::complete(ctx, drafts);
    told::complete(ctx, drafts);
}

/// The role of who acts by a predicate: the first whose values all stand before it.
fn lead(ctx: &Context<'_>, draft: &Draft) -> Option<Role> {
    use Role::{Agent, Participant, Party, Sender, Speaker, Visitor};
    let start = ctx.trees[draft.tree].token(draft.predicate).span.start();
    [Sender, Agent, Party, Speaker, Visitor, Participant].into_iter().find(|&role| {
        let values = draft.of(role);
        let named =
            |value: &Value| matches!(value, Value::Entity(_)) && value.span().end() <= start;
        !values.is_empty() && values.iter().all(named)
    })
}

/// The amount that a bare number tells, of the same thing as another amount.
fn number(ctx: &Context<'_>, view: &Tree<'_>, at: usize, like: &Quantity) -> Option<Quantity> {
    let token = view.token(at);
    let known = fill::quantities(ctx, view.sentence.span).find(|it| it.span.contains(token.span));
    if let Some(known) = known.filter(|known| known.span != like.span) {
        let unit = if known.unit.is_empty() { like.unit.clone() } else { known.unit.clone() };
        return Some(Quantity { unit, ..known.clone() });
    }
    let bare = fill::bare_number(ctx, token)?;
    let times = |value: Option<f64>| value.map(|value| value * scale(like));
    let (low, high) = (times(bare.low), times(bare.high));
    Some(Quantity { low, high, unit: like.unit.clone(), ..bare })
}

/// « trois et cinq millions d'euros »: what the word behind the last number makes of the others.
fn scale(like: &Quantity) -> f64 {
    // « 30 000 » is one number, not thirty.
    let numeric = |word: &&str| word.parse::<f64>().is_ok();
    let mut words = like.text.split_whitespace().skip_while(|word| !numeric(word));
    let first = words.next().unwrap_or_default();
    let group = |word: &&str| word.len() == 3 && word.bytes().all(|b| b.is_ascii_digit());
    let written = words.take_while(group).fold(first.to_owned(), |all, group| all + group);
    let written = written.parse::<f64>().ok();
    match (like.low, written) {
        (Some(low), Some(written)) if written > 0.0 && low >= 1000.0 * written => low / written,
        _ => 1.0,
    }
}

/// Whether a token is a numeral that counts something.
fn is_number(view: &Tree<'_>, at: usize) -> bool {
    view.token(at).upos == Upos::Num
}
