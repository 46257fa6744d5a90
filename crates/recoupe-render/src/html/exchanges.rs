//! Who gives what against what: each bargain as two sides.

use super::escape::escape;
use super::page::Page;
use super::table::{self, openers};
use crate::sections::bargains;
use crate::wire::v1::{Exchange, Story};

pub(super) fn exchanges(page: &Page<'_, '_>, story: &Story) -> String {
    let mut out = String::new();
    for (it, given) in bargains(story) {
        let mut ids = it.claims.clone();
        ids.extend(given.iter().flat_map(|it| it.claims.iter().cloned()));
        put!(out, "<article class=\"card bargain item\"{}>\n", page.marks(&ids, &[]));
        out += &side(page, it);
        if !given.is_empty() {
            let against = escape(page.view.words.t("text.against"));
            put!(out, "<p class=\"against\">{against}</p>\n<div>\n");
            for other in given {
                out += &side(page, other);
            }
            out += "</div>\n";
        }
        out += "</article>\n";
    }
    out
}

fn side(page: &Page<'_, '_>, it: &Exchange) -> String {
    let (view, words) = (page.view, page.view.words);
    let mut goods: Vec<String> = Vec::new();
    for it in &it.goods {
        let name = view.value(it, words.language());
        if !goods.contains(&name) {
            goods.push(name);
        }
    }
    let ends = format!("{} → {}", view.name(&it.giver), view.name(&it.receiver));
    let step = it.step.as_deref().map_or(words.t("html.no_step"), |it| words.name("step", it));
    let mood = (it.modality != "asserted").then(|| words.name("modality", &it.modality));
    let states: Vec<_> = std::iter::once(step).chain(mood).map(table::tag).collect();
    let goods = format!("<span class=\"value\">{}</span>", escape(&view.list(&goods)));
    let what = match view.spokesman(&it.claims) {
        Some(claim) => table::button(claim, "goods", &goods),
        None => goods,
    };
    format!(
        "<div class=\"side\"><p class=\"ends\">{}</p>{what}<p>{}</p>{}</div>\n",
        escape(&ends),
        states.join(" "),
        openers(page, &it.claims, "goods")
    )
}
