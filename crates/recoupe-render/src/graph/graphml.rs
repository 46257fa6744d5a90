//! The actors as GraphML, for networkx, igraph, yEd and their like.

use recoupe_model as model;

use super::xml::escape;
use super::{EDGE, Graph, NODE};
use crate::view::View;
use crate::wire::v1::Dossier;
use crate::words::Words;

/// Who acts on whom. `language` is that of the names.
pub fn graphml(dossier: &model::Dossier, language: &str) -> String {
    from_wire(&Dossier::from(dossier), language)
}

/// As [`graphml`], of a dossier that was read back.
pub fn from_wire(dossier: &Dossier, language: &str) -> String {
    let words = Words::of(language);
    let view = View::new(dossier, &words);
    let graph = Graph::new(&view);
    let mut out = String::from(concat!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
        "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" ",
        "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" ",
        "xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns ",
        "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n",
    ));
    let label = [("label", "string")];
    for (class, all) in [("node", &NODE[..]), ("edge", &EDGE[..])] {
        for (name, kind) in label.iter().chain(all) {
            put!(
                out,
                "  <key id=\"{class}.{name}\" for=\"{class}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>\n"
            );
        }
    }
    out += "  <graph id=\"actors\" edgedefault=\"directed\">\n";
    for (id, node) in &graph.nodes {
        put!(out, "    <node id=\"{}\">\n", escape(id));
        let events = node.events.to_string();
        data(&mut out, "node", &NODE, &node.label, &[&node.class, &node.country, &events]);
        out += "    </node>\n";
    }
    for it in &graph.edges {
        put!(
            out,
            "    <edge id=\"{}\" source=\"{}\" target=\"{}\">\n",
            escape(&it.id),
            escape(it.source),
            escape(it.target)
        );
        let label = view.words.name("frame", &it.event.frame);
        data(&mut out, "edge", &EDGE, label, &it.cells().each_ref().map(String::as_str));
        out += "    </edge>\n";
    }
    out += "  </graph>\n</graphml>\n";
    out
}

fn data(out: &mut String, class: &str, keys: &[(&str, &str)], label: &str, values: &[&str]) {
    put!(out, "      <data key=\"{class}.label\">{}</data>\n", escape(label));
    for ((name, _), value) in keys.iter().zip(values).filter(|(_, it)| !it.is_empty()) {
        put!(out, "      <data key=\"{class}.{name}\">{}</data>\n", escape(value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[test]
    fn a_graph_has_its_actors_and_edges() {
        let out = graphml(&fixture::dossier(), "fr");
        assert!(out.contains("<data key=\"node.label\">Norvège</data>"), "{out}");
        assert!(out.contains("<edge id=\"e1-1\" source=\"country:NOR\" target=\"country:CHL\">"));
        assert!(out.contains("<data key=\"edge.edtf\">2026-03-03</data>"));
    }

    #[test]
    fn no_word_of_an_article_is_markup() {
        let out = from_wire(&crate::hostile::dossier(), "fr");
        assert!(!out.contains("<img") && !out.contains("<script"));
    }
}
