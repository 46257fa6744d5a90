"""Uses the page of the example corpus as a reader would, in headless Chromium.

Started by e2e/run, which sees to the tools.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

OPTIONS = None
TABS = ["facts", "timeline", "actors", "commitments", "exchanges", "origins", "articles", "notes"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

HOSTILE = "</script><script>window.hacked=1</script><img src=x onerror=window.hacked=2>"
ARTICLES = [
    {
        "id": f"x{n} \"><script>window.hacked=3</script>",
        "url": "https://un.example/?a=\"><script>window.hacked=4</script>",
        "outlet": f"{HOSTILE} {n}",
        "title": f"{HOSTILE} Le Chili et le Pérou signent un traité",
        "byline": "<b onmouseover=window.hacked=5>moi</b>",
        "published": "2031-05-03",
        "text": f"Le Chili et le Pérou ont signé un traité de défense à {place} le 2 mai 2031. {HOSTILE}",
    }
    for n, place in enumerate(["Lima", "Santiago"])
]


def chromium():
    """A browser without a window, its own sandbox off where it would not start as root."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or shutil.which("google-chrome")
    for it in ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"]:
        options.add_argument(it)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))


def recoupe(*words):
    return subprocess.run([OPTIONS.recoupe, *words], check=True, capture_output=True, text=True).stdout


class Page(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        folder = Path(cls.folder.name)
        cls.french, cls.english, cls.hostile = (folder / f"{it}.html" for it in ["fr", "en", "hostile"])
        recoupe("demo", "--language", "fr", "-o", str(cls.french))
        recoupe("demo", "--language", "en", "-o", str(cls.english))
        cls.dossier = json.loads(recoupe("demo", "--language", "fr", "--format", "json"))
        articles = folder / "articles.jsonl"
        articles.write_text("\n".join(json.dumps(it) for it in ARTICLES), encoding="utf-8")
        recoupe("check", str(articles), "--language", "fr", "-o", str(cls.hostile))
        cls.browser = chromium()

    @classmethod
    def tearDownClass(cls):
        if OPTIONS.shots:
            cls().keep_pictures(OPTIONS.shots)
        cls.browser.quit()
        cls.folder.cleanup()

    def setUp(self):
        self.claims = {it["id"]: it for it in self.dossier["claims"]}
        self.articles = {it["id"]: it for it in self.dossier["articles"]}

    # Helpers

    def look(self, width=1280, height=900, dark=False):
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        scheme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": scheme})

    def open(self, path=None, hash="", **look):
        self.look(**look)
        self.browser.get("about:blank")
        self.browser.get(f"file://{path or self.french}{hash}")

    def all(self, query):
        return self.browser.find_elements(By.CSS_SELECTOR, query)

    def one(self, query):
        return self.browser.find_element(By.CSS_SELECTOR, query)

    def shown(self, query):
        return [it for it in self.all(query) if it.is_displayed()]

    def wait(self, condition, says):
        WebDriverWait(self.browser, 5, 0.05).until(lambda _: condition(), says)

    def in_sight(self, element):
        """Whether an element lies within what the panel shows of the page."""
        script = """
            const it = arguments[0].getBoundingClientRect();
            const box = document.getElementById('panel').getBoundingClientRect();
            return it.top >= box.top - 1 && it.bottom <= box.bottom + 1 && it.bottom <= innerHeight + 1;"""
        return self.browser.execute_script(script, element)

    def click(self, element):
        self.browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()

    def turn(self, tab):
        self.one(f"#tab-{tab}").click()

    # What a reader does

    def test_a_click_on_a_cell_opens_the_article_on_its_words(self):
        for width in [1280, 360]:
            self.open(width=width)
            cell = self.shown("td .cell")[0]
            self.click(cell)
            claim = self.claims[cell.get_attribute("data-claim")]
            self.wait(lambda: self.one("#panel").is_displayed(), "the article opens at the first click")
            marks = self.all("#panel-text mark.chosen, #panel-text mark.value")
            evidence = claim["evidence"][0]
            text = self.articles[claim["article"]]["text"]
            self.assertEqual(text[evidence["start"] : evidence["end"]], evidence["quote"])
            told = "".join(it.text for it in marks)
            self.assertIn("".join(evidence["quote"].split())[:20], "".join(told.split()))
            value = (self.all("#panel-text mark.value") or marks)[0]
            self.wait(lambda: self.in_sight(value), "the words are in sight")
            says = self.one("#panel-says").text
            source = claim["attribution"][0]["name"] if claim["attribution"] else "de sa propre voix"
            self.assertIn(source, says)
            self.assertEqual(self.one("#panel-text .says").text, says, "the highlight says who says it")

    def test_the_keyboard_opens_a_cell_and_comes_back(self):
        self.open()
        cell = self.shown("td .cell")[2]
        self.browser.execute_script("arguments[0].focus()", cell)
        cell.send_keys(Keys.ENTER)
        self.wait(lambda: self.one("#panel").is_displayed(), "the article opens")
        self.assertEqual(self.browser.switch_to.active_element.get_attribute("id"), "panel")
        self.browser.switch_to.active_element.send_keys(Keys.ESCAPE)
        self.wait(lambda: not self.one("#panel").is_displayed(), "the article closes")
        self.assertEqual(self.browser.switch_to.active_element, cell)

    def test_another_highlight_says_who_says_it(self):
        self.open()
        self.click(self.shown("td .cell")[0])
        mark = [it for it in self.all("#panel-text mark[role=button]") if it.get_attribute("class") == ""][0]
        title = mark.get_attribute("title").split("\n")[0]
        self.browser.execute_script("arguments[0].focus()", mark)
        mark.send_keys(Keys.ENTER)
        self.assertEqual(self.one("#panel-says").text, title)

    def test_each_tab_shows_its_part_alone(self):
        self.open()
        for tab in TABS:
            self.turn(tab)
            self.assertEqual([it.get_attribute("id") for it in self.shown("[role=tabpanel]")], [f"part-{tab}"])
            self.assertTrue(self.shown(f"#part-{tab} .item"), tab)
        last = self.one("#tab-notes")
        last.send_keys(Keys.ARROW_RIGHT)
        self.assertEqual(self.one("[aria-selected=true]").get_attribute("id"), "tab-facts")

    def test_an_edge_opens_its_sentences(self):
        self.open(hash="#actors")
        edge = self.all(".graph a")[-1]
        self.browser.execute_script("arguments[0].focus()", edge)
        ActionChains(self.browser).send_keys(Keys.ENTER).perform()
        details = edge.get_dom_attribute("href")
        self.wait(lambda: self.shown(f"{details}[open] .cell"), "the sentences show")
        self.click(self.shown(f"{details} .cell")[0])
        self.wait(lambda: self.one("#panel").is_displayed(), "the sentence opens its article")

    def test_filters_keep_what_fits(self):
        self.open()
        everything = len(self.shown("#part-facts .item"))
        Select(self.one("#by-s")).select_by_value("disputed")
        kept = self.shown("#part-facts .item")
        self.assertTrue(0 < len(kept) < everything)
        self.assertTrue(all("disputed" in it.get_attribute("data-s") for it in kept))
        self.one("#filters [type=reset]").click()
        self.wait(lambda: len(self.shown("#part-facts .item")) >= everything, "everything is back")
        Select(self.one("#by-a")).select_by_index(1)
        self.assertTrue(all("0" in it.get_attribute("data-a").split() for it in self.shown("#part-facts .item")))

    def test_search_finds_words_of_the_articles_without_accents(self):
        self.open()
        self.one("#find").send_keys("wellington")
        self.wait(lambda: "retenus" in self.one("#found").text, "something is found")
        self.assertTrue(all("wellington" in it.text.lower() for it in self.shown("#part-facts tbody.item")[:1]))
        self.one("#find").clear()
        self.one("#find").send_keys("xyzzy")
        self.wait(lambda: "Rien ne correspond" in self.one("#found").text, "nothing is found, in words")
        self.assertFalse(self.shown("#part-facts .item"))

    def test_what_if_wakes_a_commitment(self):
        self.open(hash="#commitments")
        kind, agent, target = [Select(it) for it in self.all(".whatif select")]
        self.assertFalse(self.shown(".awake"))
        kind.select_by_value("attack")
        target.select_by_value("country:URY")
        awake = self.shown(".pledge.awake")
        self.assertEqual(len(awake), 1)
        self.assertIn("s’éveille", awake[0].text)
        says = self.shown(".outcome .says")[0].text.replace("\u00a0", " ")
        self.assertTrue(says.startswith("Si cette clause veut dire ce que ces articles en rapportent, alors"), says)
        self.assertIn("Nouvelle-Zélande", says)
        self.assertNotIn("%", says)
        agent.select_by_value("country:NZL")
        self.assertFalse(self.shown(".awake"))
        self.assertIn("Aucun engagement", self.shown(".outcome")[0].text)
        kind.select_by_index(0)
        self.assertFalse(self.shown(".outcome"))

    def test_what_if_says_the_same_in_the_terminal(self):
        told = json.loads(recoupe("whatif", "attack: ? -> Uruguay", str(self.save_dossier()), "--format", "json"))
        self.assertEqual([it["bound"][0]["id"] for it in told["duties"]], ["country:NZL"])

    def save_dossier(self):
        path = Path(self.folder.name) / "dossier.json"
        path.write_text(json.dumps(self.dossier), encoding="utf-8")
        return path

    def test_addresses_lead_to_facts(self):
        claim = self.all_claims_in_table()[0]
        self.open(hash=f"#claim-{claim}")
        self.wait(lambda: self.one("#panel").is_displayed(), "a claim opens its article")
        event = self.dossier["stories"][0]["events"][-1]["id"]
        self.open(hash=f"#event-{event}")
        self.wait(lambda: self.one(f"#event-{event}").is_displayed(), "a folded fact unfolds")
        article = self.dossier["articles"][0]["id"]
        self.open(hash=f"#article-{article}")
        self.wait(lambda: self.shown(f"#article-{article} .text mark"), "an article shows its marks")

    def all_claims_in_table(self):
        self.open()
        return [it.get_attribute("data-claim") for it in self.all("td .cell")]

    def test_every_offset_of_the_page_is_that_of_the_dossier(self):
        self.open()
        script = """
            const texts = {};
            for (const it of document.querySelectorAll('details[data-text]'))
                texts[it.dataset.text] = it.querySelector('.text').textContent;
            return texts;"""
        texts = self.browser.execute_script(script)
        self.assertEqual(texts, {it["id"]: it["text"] for it in self.dossier["articles"]})

    # What must hold everywhere

    def test_nothing_of_an_article_is_markup_or_script(self):
        self.open(self.hostile)
        for tab in TABS:
            if self.all(f"#tab-{tab}"):
                self.turn(tab)
        for it in self.all("details"):
            self.browser.execute_script("arguments[0].open = true", it)
        cells = self.all("#part-facts .cell")
        self.assertTrue(cells, "the hostile articles were read")
        self.turn("facts")
        self.click(self.shown("#part-facts .cell")[0])
        self.wait(lambda: self.one("#panel").is_displayed(), "the article opens")
        self.assertIn("<script>", self.one("#panel-title").text)
        self.assertIsNone(self.browser.execute_script("return window.hacked ?? null"))
        self.assertEqual(len(self.all("script")), 2)
        self.assertEqual(self.all("img, iframe, b[onmouseover], [onerror], [onload]"), [])

    def test_it_loads_nothing_and_breaks_no_policy(self):
        self.browser.get_log("browser")
        self.open()
        for tab in TABS:
            self.turn(tab)
        loaded = self.browser.execute_script("return performance.getEntriesByType('resource').map(it => it.name)")
        self.assertEqual(loaded, [])
        self.assertEqual(self.browser.get_log("browser"), [])

    def test_english_has_english_words(self):
        self.open(self.english)
        self.assertEqual(self.one("html").get_attribute("lang"), "en")
        self.assertIn("Timeline", self.one("#tab-timeline").text)

    def test_no_page_is_wider_than_its_window(self):
        for width in [360, 768, 2560]:
            self.open(width=width)
            for tab in TABS:
                self.turn(tab)
                script = "return [document.documentElement.scrollWidth, innerWidth]"
                wide, window = self.browser.execute_script(script)
                self.assertLessEqual(wide, window, f"{tab} at {width}")

    def test_on_paper_every_part_stands_below_the_one_before(self):
        self.open()
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
        self.assertEqual(len(self.shown("[role=tabpanel]")), len(TABS))
        self.assertFalse(self.shown("[role=tablist], #filters"))

    def test_it_is_accessible(self):
        axe = Path(OPTIONS.axe).read_text(encoding="utf-8")
        for width, dark in [(1280, False), (360, True)]:
            self.open(width=width, dark=dark)
            self.browser.execute_script(axe)
            for tab in TABS:
                self.turn(tab)
                self.check_with_axe(f"{tab}, {width} px, {'dark' if dark else 'light'}")
            self.turn("commitments")
            kind, _, target = [Select(it) for it in self.all(".whatif select")]
            kind.select_by_value("attack")
            target.select_by_index(1)
            self.click(self.shown("#part-commitments .pledge .cell")[0])
            self.check_with_axe(f"open article, {width} px")

    def check_with_axe(self, where):
        # What lies under the row of tabs while scrolling is not hidden from anybody.
        self.browser.execute_script("scrollTo(0, 0)")
        script = """
            const done = arguments[arguments.length - 1];
            axe.run(document, {runOnly: arguments[0], resultTypes: ['violations']}).then(done);"""
        found = self.browser.execute_async_script(script, RULES)["violations"]
        told = [f"{it['id']}: {node['html'][:160]} {node['failureSummary'][:240]}" for it in found for node in it["nodes"][:3]]
        self.assertEqual(told, [], where)

    def keep_pictures(self, folder):
        for width, height in [(1400, 1000), (360, 780)]:
            for dark in [False, True]:
                self.open(width=width, height=height, dark=dark)
                for tab in TABS:
                    self.turn(tab)
                    name = f"{tab}-{width}{'-dark' if dark else ''}.png"
                    self.browser.save_screenshot(str(Path(folder) / name))


def main():
    global OPTIONS
    options = argparse.ArgumentParser()
    options.add_argument("--recoupe", required=True)
    options.add_argument("--axe", required=True)
    options.add_argument("--shots")
    OPTIONS, rest = options.parse_known_args()
    began = time.monotonic()
    tests = unittest.TestLoader().loadTestsFromTestCase(Page)
    if rest:
        tests = unittest.TestSuite(it for it in tests if any(word in it.id() for word in rest))
    result = unittest.TextTestRunner(verbosity=2).run(tests)
    print(f"e2e: {result.testsRun} tests of the page in {time.monotonic() - began:.0f} s")
    return 0 if result.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main())
