//! The published description of the dossier.

/// The JSON Schema (2020-12) of `recoupe.dossier/1`, as `schema/dossier.v1.schema.json` holds it.
pub const SCHEMA: &str = include_str!("../../../schema/dossier.v1.schema.json");

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::SCHEMA;
    use crate::wire::v1::{Dossier, to_json};
    use crate::{fixture, hostile};

    /// The schema with no room for keys that it does not tell of.
    fn strict() -> Json {
        fn close(it: &mut Json) {
            match it {
                Json::Object(all) => {
                    let is_closed = all.contains_key("additionalProperties");
                    if all.get("type") == Some(&json!("object")) && !is_closed {
                        all.insert("additionalProperties".into(), false.into());
                    }
                    all.values_mut().for_each(close);
                }
                Json::Array(all) => all.iter_mut().for_each(close),
                _ => {}
            }
        }
        let mut schema = serde_json::from_str(SCHEMA).unwrap();
        close(&mut schema);
        schema
    }

    fn mistakes(dossier: &Json) -> Vec<String> {
        let schema = jsonschema::validator_for(&strict()).unwrap();
        schema.iter_errors(dossier).map(|it| format!("{}: {it}", it.instance_path())).collect()
    }

    fn json(dossier: &Dossier) -> Json {
        serde_json::from_str(&to_json(dossier)).unwrap()
    }

    #[test]
    fn every_key_that_is_written_is_told_of() {
        assert_eq!(mistakes(&json(&Dossier::from(&fixture::dossier()))), [""; 0]);
        assert_eq!(mistakes(&json(&hostile::dossier())), [""; 0]);
    }

    #[test]
    fn what_is_no_dossier_is_refused() {
        let whole = json(&Dossier::from(&fixture::dossier()));
        let mut other = whole.clone();
        other["schema"] = "recoupe.dossier/2".into();
        assert_eq!(mistakes(&other).len(), 1);
        let mut other = whole.clone();
        other["claims"][0]["modality"] = "true".into();
        assert_eq!(mistakes(&other).len(), 1);
        let mut other = whole;
        other["claims"][0]["roles"]["time"][0]["from"] = "hier".into();
        assert!(!mistakes(&other).is_empty());
    }
}
