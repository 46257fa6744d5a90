"""Tests of floors.py, with a program that only says how many cases hold: `python3 eval/test_floors.py`."""
import contextlib
import io
import sys
import tempfile
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
import floors  # noqa: E402
import measure  # noqa: E402


class Bounds(unittest.TestCase):
    """What bound a figure makes, and what breaks it."""

    def test_a_floor_lies_below_and_a_ceiling_above(self):
        self.assertEqual(floors.bound_of(0.3, "LAS", 88.75), 88.45)
        self.assertEqual(floors.bound_of("20%", "words-per-second", 20000.0), 16000)
        self.assertEqual(floors.bound_of("20%", "load-ms", 50.0), 60)
        self.assertEqual(floors.bound_of(1.0, "false-disputes", 2), 2)
        self.assertEqual(floors.bound_of(1.0, "date-wrong", 5.0), 6)
        self.assertTrue(floors.breaks("date-wrong", 7.0, 6.0))

    def test_a_figure_on_its_bound_holds(self):
        self.assertEqual(floors.verdict("trees.fr-gold.LAS", 90.0, {"floor": 90.0}, False).verdict, "holds")
        self.assertTrue(floors.verdict("trees.fr-gold.LAS", 89.99, {"floor": 90.0}, False).broken)
        self.assertTrue(floors.verdict("practice.a.false-disputes", 1, {"ceiling": 0}, False).broken)

    def test_speed_breaks_only_when_asked_to(self):
        self.assertFalse(floors.verdict("speed.fr.load-ms", 99.0, {"ceiling": 60}, False).broken)
        self.assertTrue(floors.verdict("speed.fr.load-ms", 99.0, {"ceiling": 60}, True).broken)

    def test_a_bound_gets_laxer_only_by_name(self):
        row = floors.Row("trees.fr-gold.LAS", 90.2, 90.0, "holds", False)
        self.assertEqual(floors.updated_row(row, {"floor": 90.0}, 0.5, [])["floor"], 90.0)
        self.assertEqual(floors.updated_row(row, {"floor": 90.0}, 0.5, ["trees.fr-gold.LAS"])["floor"], 89.7)
        self.assertEqual(floors.updated_row(row, {"floor": 90.0}, 0.5, ["trees.fr"])["floor"], 90.0)
        self.assertEqual(floors.updated_row(row, {"floor": 80.0}, 0.5, [])["floor"], 89.7)


class Runs(unittest.TestCase):
    """The whole program."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.scores = self.folder / "scores.toml"

    def run_with(self, passed, failed, *options):
        """(exit status, output) with a program that says these numbers."""
        program = self.folder / "program"
        program.write_text(f"#!/bin/sh\necho '{passed} passed, {failed} failed'\n", encoding="utf-8")
        program.chmod(0o755)
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            status = floors.main(["--bin", str(program), "--scores", str(self.scores), *options])
        return status, said.getvalue()

    def recorded(self):
        """What the file says of the cases."""
        return floors.read(self.scores)[1]["cases.all"]

    def test_figures_are_written_and_held(self):
        self.assertEqual(self.run_with(7, 0, "--only", "cases", "--update")[0], 0)
        self.assertEqual(self.recorded()["passed"], {"measured": 7, "floor": 7})
        self.assertEqual(self.recorded()["failed"], {"measured": 0, "ceiling": 0})
        self.assertEqual(self.run_with(7, 0, "--only", "cases")[0], 0)
        status, said = self.run_with(6, 1, "--only", "cases")
        self.assertEqual((status, said.count("BROKEN")), (1, 2))

    def test_update_refuses_to_lower_what_is_not_named(self):
        self.run_with(7, 0, "--only", "cases", "--update")
        before = self.scores.read_text(encoding="utf-8")
        status, said = self.run_with(5, 0, "--only", "cases", "--update")
        self.assertEqual(status, 1)
        self.assertIn("--lower cases.all.passed", said)
        self.assertEqual(self.scores.read_text(encoding="utf-8"), before)
        self.assertEqual(self.run_with(5, 0, "--only", "cases", "--update", "--lower", "cases.all.passed")[0], 0)
        self.assertEqual(self.recorded()["passed"], {"measured": 5, "floor": 5})

    def test_update_keeps_what_was_not_measured(self):
        group = {"command": "c", "data": "a \"b\"", "claims": {"measured": 9.5, "floor": 8.5}}
        floors.write(self.scores, {"practice": 2.0}, {"practice.a": group})
        self.run_with(7, 0, "--only", "cases", "--update")
        self.assertEqual(floors.read(self.scores)[1]["practice.a"]["claims"], {"measured": 9.5, "floor": 8.5})
        self.assertEqual(floors.read(self.scores)[1]["practice.a"]["data"], "a \"b\"")
        self.assertEqual(floors.read(self.scores)[0]["practice"], 2.0)
        status, said = self.run_with(7, 0, "--only", "practice")
        self.assertEqual((status, said.count("not measured: no --practice")), (0, 1))

    def test_data_that_is_not_given_is_not_measured(self):
        status, said = self.run_with(7, 0)
        self.assertEqual(status, 0)
        self.assertIn("not measured: no --ud", said)

    def test_an_unknown_section_is_told(self):
        self.scores.write_text("[treebank.x]\nLAS = { measured = 1, floor = 1 }\n", encoding="utf-8")
        with self.assertRaisesRegex(SystemExit, "found .treebank."):
            self.run_with(7, 0)

    def test_a_failing_run_fails(self):
        status, said = self.run_with("no", "numbers, none", "--only", "cases")
        self.assertEqual(status, 1)
        self.assertIn("FAILED: expected", said)

    def test_a_folder_or_program_that_is_not_there_is_a_wrong_use(self):
        for option in ("--bin", "--ud", "--practice"):
            with self.assertRaises(SystemExit) as caught, contextlib.redirect_stderr(io.StringIO()) as said:
                floors.main([option, "/nowhere/x", "--scores", str(self.scores)])
            self.assertEqual(caught.exception.code, 2)
            self.assertIn("there is no /nowhere/x", said.getvalue())

    def test_a_name_to_lower_that_means_nothing_is_a_wrong_use(self):
        status, said = self.run_with(7, 0, "--only", "cases", "--update", "--lower", "case")
        self.assertEqual((status, self.scores.exists()), (2, False))
        self.assertIn("called case", said)

    def test_an_unknown_name_is_a_wrong_use(self):
        self.assertEqual(self.run_with(7, 0, "--only", "nothing")[0], 2)


class Metering(unittest.TestCase):
    """CPU time and memory of a program."""

    def test_memory_is_the_programs_own(self):
        ballast = bytearray(150_000_000)
        ballast[::4096] = b"x" * len(ballast[::4096])
        cpu, peak, _ = measure.metered(["/bin/true"], "/dev/null")
        self.assertLess(peak, 60)
        self.assertLess(cpu, 1)

    def test_a_failure_is_told(self):
        with self.assertRaises(measure.Failed):
            measure.metered(["/bin/false"], "/dev/null")


if __name__ == "__main__":
    unittest.main()
