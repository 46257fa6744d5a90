//! What a denial is about: "denied that it had bombed the market deliberately" leaves it open whether it did.

use recoupe_model::Relation;

use crate::claim::context::Context;
use crate::claim::tree::Tree;

/// Whether the words of a clause tell how, why or for what it was done, as those of which nothing else is denied
/// (`denial_focus.tsv`).
pub(crate) fn is_narrow(ctx: &Context<'_>, tree: usize, predicate: usize) -> bool {
    let view = &ctx.trees[tree];
    (0..view.len()).any(|at| is_focus(ctx, view, predicate, at))
}

fn is_focus(ctx: &Context<'_>, view: &Tree<'_>, predicate: usize, at: usize) -> bool {
    let Some(head) = view.head(at) else { return false };
    // A parser may hang the adverb on the verb of denial before.
    let is_of_it =
        head == predicate || at > predicate && view.ancestors(predicate).any(|up| up == head);
    let list = ctx.pack.words("denial_focus");
    let has = |form: &str, sort: &str| {
        list.find(form).any(|row| {
            let of = list.cell(row, "of");
            let noun = view.token(at).form.to_lowercase();
            list.cell(row, "sort") == sort && (of.is_empty() || of.split(',').any(|it| it == noun))
        })
    };
    let token = view.token(at);
    is_of_it
        && match token.deprel.base {
            Relation::Advmod => has(&token.form.to_lowercase(), "adverb"),
            Relation::Obl | Relation::Nmod => has(&view.case(at), "case"),
            Relation::Advcl => {
                let opens =
                    view.by(at, Relation::Mark).map(|it| view.token(it).form.to_lowercase());
                has(&opens.collect::<Vec<_>>().join(" "), "case")
            }
            _ => false,
        }
}
