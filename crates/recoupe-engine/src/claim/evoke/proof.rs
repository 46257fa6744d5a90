//! Proofreading `evoke.tsv`: what would silently do nothing is told with its line.

use super::pattern::{Pattern, Slot};
use crate::claim::fill;
use crate::lang::{Frame, Knowledge, Mistake, Pack};

/// What is wrong with the rows of a language.
pub(crate) fn mistakes(knowledge: &Knowledge, pack: &Pack) -> Vec<Mistake> {
    let list = pack.words("evoke");
    let file = format!("lang/{}/words/evoke.tsv", pack.lang.code());
    let mut mistakes = Vec::new();
    for row in list.rows() {
        let mut tell = |says: String| mistakes.push(Mistake::new(&file, row.line, says));
        let upos = list.cell(row, "upos");
        if !["VERB", "NOUN", "ADJ"].contains(&upos) {
            tell(format!("« {upos} » is no part of speech here; write VERB, NOUN or ADJ"));
        }
        let name = list.cell(row, "frame");
        let Some(frame) = knowledge.frames.get(name) else {
            tell(format!("« {name} » is not a frame; frames/ has the files, one a frame"));
            continue;
        };
        match Pattern::read(list.cell(row, "args")) {
            Err(part) => tell(format!("« {part} » is not understood; write path=role")),
            Ok(pattern) => in_pattern(pack, frame, &pattern).into_iter().for_each(tell),
        }
    }
    mistakes
}

fn in_pattern(pack: &Pack, frame: &Frame, pattern: &Pattern<'_>) -> Vec<String> {
    let roles = pattern.slots.iter().filter_map(|slot| slot.role);
    let constants = pattern.constants.iter().map(|&(_, role)| role);
    let mut says = Vec::new();
    for role in roles.chain(constants).filter(|&role| frame.slot(role).is_none()) {
        let has: Vec<&str> = frame.slots().map(|(role, _)| role.name()).collect();
        says.push(format!("{} has no {}; it has {}", frame.name, role.name(), has.join(", ")));
    }
    for slot in pattern.slots.iter().chain(&pattern.barred) {
        says.extend(in_slot(pack, slot));
    }
    says
}

fn in_slot(pack: &Pack, slot: &Slot<'_>) -> Vec<String> {
    let sorts =
        slot.guard.split([',', '+']).filter(|sort| !sort.is_empty() && !sort.starts_with('@'));
    let unknown = |sort: &&str| !fill::SORTS.contains(sort) && pack.words(sort).rows().is_empty();
    let groups = pack.words("case_group");
    let is_known = |path: &str| groups.rows().iter().any(|row| groups.cell(row, "group") == path);
    let no_sort = |sort: &str| {
        let known = fill::SORTS.join(", ");
        format!("« {sort} » is no sort of thing and no word list; the sorts are {known}")
    };
    let no_group = |path: &&str| format!("« {path} » is not a group of case_group.tsv");
    let paths = slot.paths.iter().filter(|path| super::is_group(path) && !is_known(path));
    sorts.filter(unknown).map(no_sort).chain(paths.map(no_group)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(row: &str) -> Vec<String> {
        let mut files = recoupe_data::embedded();
        let text = format!("lemma\tupos\tframe\targs\n# a comment\n{row}\n");
        files.insert("lang/fr/words/evoke.tsv".into(), text.into_bytes().into());
        let knowledge = Knowledge::load(&files).expect("the tables are well formed");
        let pack = &knowledge.packs[&recoupe_model::Lang::new("fr")];
        mistakes(&knowledge, pack).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn every_shipped_row_is_understood() {
        let knowledge = Knowledge::load(&recoupe_data::embedded()).expect("the shipped data loads");
        let wrong: Vec<_> =
            knowledge.packs.values().flat_map(|p| mistakes(&knowledge, p)).collect();
        assert_eq!(wrong, []);
    }

    #[test]
    fn each_mistake_is_told_with_its_line_and_what_to_write() {
        assert_eq!(told("livrer\tVERB\ttransfer\tsubj=sender obj!:goods=goods"), [""; 0]);
        for (row, says) in [
            ("livrer\tVB\ttransfer\tsubj=sender", "« VB » is no part of speech here"),
            ("livrer\tVERB\ttransfert\tsubj=sender", "« transfert » is not a frame"),
            ("livrer\tVERB\ttransfer\tsubj=seller", "« subj=seller » is not understood"),
            ("livrer\tVERB\ttransfer\tsubj=party", "transfer has no party; it has "),
            ("livrer\tVERB\ttransfer\tobj:gods=goods", "« gods » is no sort of thing"),
            ("livrer\tVERB\ttransfer\tTOWARDS=receiver", "« TOWARDS » is not a group"),
        ] {
            let found = told(row);
            let place = "data/lang/fr/words/evoke.tsv:3: ";
            assert!(
                found.len() == 1 && found[0].starts_with(&format!("{place}{says}")),
                "{found:?}"
            );
        }
    }
}
