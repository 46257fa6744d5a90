//! In which roles of a frame a verb has its subject and its object, as the rows of `evoke.tsv` tell.

use recoupe_model::Role;

use super::Pack;

/// The roles of subject and object, in this order, where a verb evokes a frame by these alone; `None` where no row
/// of it does. What a row asks of them is left out: who asks knows otherwise that the frame is meant.
pub fn sides(pack: &Pack, verb: &str, frame: &str) -> Option<[Option<Role>; 2]> {
    let list = pack.words("evoke");
    let rows = list.find(verb).filter(|row| list.cell(row, "upos") == "VERB");
    let mut rows = rows.filter(|row| list.cell(row, "frame") == frame);
    rows.find_map(|row| {
        let parts: Vec<Part> = list.cell(row, "args").split_whitespace().map(part).collect();
        let is_more = |it: &Part| it.is_required && !matches!(it.path, "subj" | "obj");
        if parts.iter().any(is_more) {
            return None;
        }
        let role = |path: &str| parts.iter().find(|it| it.path == path).and_then(|it| it.role);
        let sides = [role("subj"), role("obj")];
        sides.iter().any(Option::is_some).then_some(sides)
    })
}

/// One word of the column `args`: `subj!:actor=agent`, or a condition on the clause (`DENIED!`).
struct Part<'a> {
    path: &'a str,
    is_required: bool,
    role: Option<Role>,
}

fn part(word: &str) -> Part<'_> {
    let (left, role) = word.split_once('=').map_or((word, None), |(left, role)| (left, Some(role)));
    let path = left.split_once(':').map_or(left, |(path, _)| path);
    let (path, is_required) =
        path.strip_suffix('!').map_or((path, false), |required| (required, true));
    Part { path, is_required, role: role.and_then(|it| it.parse().ok()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Knowledge;
    use recoupe_model::Lang;

    #[test]
    fn a_row_tells_the_sides_of_its_verb() {
        let word = |text| {
            let part = part(text);
            (part.path, part.is_required, part.role)
        };
        assert_eq!(word("subj!:@helicopter,@plane=target"), ("subj", true, Some(Role::Target)));
        assert_eq!(word("LOC:place=place"), ("LOC", false, Some(Role::Place)));
        assert_eq!(word("DENIED!"), ("DENIED", true, None));
        let knowledge = Knowledge::load(&recoupe_data::embedded()).expect("sound data");
        let pack = knowledge.pack(&Lang::new("en")).expect("English");
        let [subject, object] = sides(pack, "crash", "disaster").expect("a row");
        assert!(subject == Some(Role::Target) || object == Some(Role::Target));
        assert_eq!(sides(pack, "crash", "treaty.sign"), None);
    }
}
