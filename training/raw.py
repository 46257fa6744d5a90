"""Raw text of a treebank, one sentence a line or (`--run-on`) documents as running text.

    python raw.py FILE.conllu [--run-on] > text.txt

Run-on text joins the sentences of a document (by `# newdoc` or `# newpar`, or all of them) with
spaces, so that sentence boundaries have to be found.
"""
import sys

import ud


def texts(blocks, run_on):
    """The lines of raw text of CoNLL-U blocks."""
    out = []
    for lines in blocks:
        text = next(line[9:] for line in lines if line.startswith("# text = "))
        fresh = any(line.startswith(("# newdoc", "# newpar")) for line in lines)
        if run_on and out and not fresh:
            out[-1] += " " + text
        else:
            out.append(text)
    return out


if __name__ == "__main__":
    print("\n".join(texts(ud.blocks(sys.argv[1]), "--run-on" in sys.argv)))
