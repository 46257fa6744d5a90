//! The actors as GEXF 1.3, for Gephi and its like. Edges are there from their first to their
//! last day, so that a time line of the graph can be drawn.

use recoupe_model as model;

use super::xml::escape;
use super::{EDGE, Graph, NODE};
use crate::edtf;
use crate::view::View;
use crate::wire::v1::Dossier;
use crate::words::Words;

/// Who acts on whom. `language` is that of the names.
pub fn gexf(dossier: &model::Dossier, language: &str) -> String {
    from_wire(&Dossier::from(dossier), language)
}

/// As [`gexf`], of a dossier that was read back.
pub fn from_wire(dossier: &Dossier, language: &str) -> String {
    let words = Words::of(language);
    let view = View::new(dossier, &words);
    let graph = Graph::new(&view);
    let mut out = String::from(concat!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
        "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n",
        "  <meta>\n    <creator>recoupe</creator>\n  </meta>\n",
        "  <graph defaultedgetype=\"directed\" mode=\"dynamic\" timeformat=\"date\">\n",
    ));
    attributes(&mut out, "node", &NODE);
    attributes(&mut out, "edge", &EDGE);
    out += "    <nodes>\n";
    for (id, node) in &graph.nodes {
        put!(out, "      <node id=\"{}\" label=\"{}\">\n", escape(id), escape(&node.label));
        let events = node.events.to_string();
        values(&mut out, &[&node.class, &node.country, &events]);
        out += "      </node>\n";
    }
    out += "    </nodes>\n    <edges>\n";
    for it in &graph.edges {
        put!(
            out,
            "      <edge id=\"{}\" source=\"{}\" target=\"{}\" label=\"{}\"",
            escape(&it.id),
            escape(it.source),
            escape(it.target),
            escape(view.words.name("frame", &it.event.frame))
        );
        for (name, day) in [("start", it.from), ("end", it.to)] {
            // Only a day has an EDTF form.
            let day = day.filter(|day| edtf::interval(Some(day), Some(day)).is_some());
            if let Some(day) = day.filter(|day| !day.starts_with('-')) {
                put!(out, " {name}=\"{}\"", escape(day));
            }
        }
        out += ">\n";
        values(&mut out, &it.cells().each_ref().map(String::as_str));
        out += "      </edge>\n";
    }
    out += "    </edges>\n  </graph>\n</gexf>\n";
    out
}

fn attributes(out: &mut String, class: &str, all: &[(&str, &str)]) {
    put!(out, "    <attributes class=\"{class}\" mode=\"static\">\n");
    for (n, (name, kind)) in all.iter().enumerate() {
        let kind = if *kind == "int" { "integer" } else { kind };
        put!(out, "      <attribute id=\"{n}\" title=\"{name}\" type=\"{kind}\"/>\n");
    }
    *out += "    </attributes>\n";
}

fn values(out: &mut String, all: &[&str]) {
    *out += "        <attvalues>\n";
    for (n, value) in all.iter().enumerate().filter(|(_, it)| !it.is_empty()) {
        put!(out, "          <attvalue for=\"{n}\" value=\"{}\"/>\n", escape(value));
    }
    *out += "        </attvalues>\n";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[test]
    fn a_graph_has_its_actors_and_dated_edges() {
        let out = gexf(&fixture::dossier(), "fr");
        assert!(out.contains("<node id=\"country:NOR\" label=\"Norvège\">"), "{out}");
        assert!(out.contains(
            "<edge id=\"e1-1\" source=\"country:NOR\" target=\"country:CHL\" \
             label=\"signature d’un traité\" start=\"2026-03-03\" end=\"2026-03-03\">"
        ));
        assert!(out.ends_with("</gexf>\n"));
    }

    #[test]
    fn no_word_of_an_article_is_markup() {
        let out = from_wire(&crate::hostile::dossier(), "fr");
        assert!(!out.contains("<img") && !out.contains("<script"));
    }
}
