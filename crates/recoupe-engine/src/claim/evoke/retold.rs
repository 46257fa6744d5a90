//! « La cérémonie s'est tenue mardi à Tirana », "the exchange took place at dawn": a happening that was told before,
//! taken up by a noun that does not tell by itself of which kind it is.

use recoupe_model::{Polarity, Relation, Role, Value};

use super::adjunct;
use crate::claim::clause::{Clause, Kind, Times};
use crate::claim::context::Context;
use crate::claim::draft::Draft;

/// How many sentences back the happening may be told.
const BACK: usize = 12;
/// What the happening keeps from where it was told first; when and where it was, this sentence tells.
/// Of whom or of what there were some, another may have had others.
const KEPT: [Role; 6] =
    [Role::Agent, Role::Instrument, Role::Participant, Role::Party, Role::Receiver, Role::Sender];

/// The happening that the subject of a verb of happening takes up, with the time or place that its clause tells.
pub(super) fn find(
    ctx: &Context<'_>,
    clause: &Clause,
    times: &Times<'_>,
    before: &[Draft],
) -> Option<Draft> {
    let view = &ctx.trees[clause.tree];
    let carrier = clause.support.filter(|_| clause.kind == Kind::Noun)?;
    let token = view.token(clause.head);
    let is_subject =
        token.deprel.base == Relation::Nsubj && view.head(clause.head) == Some(carrier);
    let is_definite = view.by(clause.head, Relation::Det).any(|d| {
        let det = view.token(d);
        det.feats.has("Definite", "Def") || det.feats.has("PronType", "Dem")
    });
    if !is_subject || !is_definite {
        return None;
    }
    let list = ctx.pack.words("happening_noun");
    let row = list.find(&clause.lemma).next()?;
    let frames = list.cell(row, "frames");
    let first = clause.tree.saturating_sub(BACK);
    let told = before.iter().rev().take_while(|it| it.tree >= first).find(|it| {
        frames.split('|').any(|frame| frame == &*it.frame)
            && it.tree < clause.tree
            && it.polarity != Some(Polarity::Negative)
            && !it.implied
    });
    let own = || Some(list.cell(row, "alone")).filter(|frame| !frame.is_empty());
    let frame = told.map(|it| &*it.frame).or_else(own)?;
    let known = ctx.knowledge.frames.get(frame)?;
    let mut draft = Draft::new(clause.tree, clause.head, frame, &clause.lemma);
    draft.predicate = carrier;
    draft.rule = format!("{frame}/{}:retold", clause.lemma).into();
    let placed = adjunct::place(ctx, known, clause, &[], &mut draft);
    let timed = adjunct::time(ctx, known, clause, (times, &[]), &mut draft);
    if placed.is_none() && !timed {
        return None;
    }
    for role in KEPT {
        let values = told.map_or(&[][..], |it| it.of(role));
        for value in values.iter().filter(|it| matches!(it, Value::Entity(_))) {
            draft.add(role, value.clone());
        }
    }
    draft.arguments.extend(placed);
    draft.evidence = super::evidence(ctx, clause, &[], &draft);
    Some(draft)
}
