"""Raw text of a treebank, one sentence a line or (`--run-on`) documents as running text.

    python raw.py FILE.conllu [--run-on] > text.txt

Run-on text joins the sentences of a document (by `# newdoc` or `# newpar`, or all of them) with
spaces, so that sentence boundaries have to be found.
"""
import sys

import ud


def main():
    path, run_on = sys.argv[1], "--run-on" in sys.argv
    out = []
    for lines in ud.blocks(path):
        text = next(line[9:] for line in lines if line.startswith("# text = "))
        fresh = any(line.startswith(("# newdoc", "# newpar")) for line in lines)
        if run_on and out and not fresh:
            out[-1] += " " + text
        else:
            out.append(text)
    print("\n".join(out))


main()
