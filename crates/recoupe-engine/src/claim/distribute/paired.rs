//! "X signed for Australia and Y for Fiji", « pour la France par X et pour l'Italie par Y »: each signs for his own.

use recoupe_model::{Role, Value};

use crate::claim::context::Context;
use crate::claim::draft::Draft;

/// Parts each draft whose actors and those for whom they act stand by turns.
pub(super) fn part(ctx: &Context<'_>, drafts: &mut Vec<Draft>) {
    for index in 0..drafts.len() {
        let draft = &drafts[index];
        let (actors, parties) = (draft.of(Role::Agent), draft.of(Role::Party));
        if actors.len() < 2 || actors.len() != parties.len() || !by_turns(ctx, actors, parties) {
            continue;
        }
        for own in (0..actors.len()).rev() {
            let mut one = drafts[index].clone();
            for role in [Role::Agent, Role::Party] {
                let value = one.of(role).get(own).cloned();
                one.roles.insert(role, value.into_iter().collect());
            }
            one.rule = format!("{}:paired", one.rule).into();
            if own == 0 {
                drafts[index] = one;
            } else {
                drafts.push(one);
            }
        }
    }
}

/// Whether each of one list stands beside its own of the other in the text, all in the same order.
fn by_turns(ctx: &Context<'_>, actors: &[Value], parties: &[Value]) -> bool {
    let starts = |values: &[Value]| values.iter().map(|it| it.span().start()).collect::<Vec<_>>();
    let (actors, parties) = (starts(actors), starts(parties));
    let Some(first_acts) = actors.first().zip(parties.first()).map(|(a, b)| a < b) else {
        return false;
    };
    let turns = actors
        .iter()
        .zip(&parties)
        .flat_map(|(&actor, &party)| if first_acts { [actor, party] } else { [party, actor] });
    let turns: Vec<_> = turns.collect();
    let in_one = ctx.trees.iter().any(|tree| {
        let span = tree.sentence.span;
        turns.iter().all(|&at| span.start() <= at && at < span.end())
    });
    // Who signs may stand for his state in the same words: then nothing is dealt out.
    in_one && turns.windows(2).all(|two| two[0] < two[1])
}
