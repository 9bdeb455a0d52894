"""KML, read back by lxml and held against the schema of the standard, which fastkml carries."""

from pathlib import Path

import fastkml
import pytest
from lxml import etree, html

from data.filters import Filters
from exports.kml import NAMESPACE, kml
from exports.text import xml_safe
from tests.exports.conftest import CONTROLS, TEXTS, nothing, on_hostile_texts

SCHEMA = etree.XMLSchema(file=str(next(Path(fastkml.__file__).parent.rglob("ogckml22.xsd"))))
NAMES = {"k": NAMESPACE}


def read(content: bytes) -> etree._Element:
    root = etree.fromstring(content)
    assert SCHEMA.validate(root), SCHEMA.error_log
    return root


def text_of(placemark: etree._Element, path: str) -> str:
    return placemark.findtext(path, namespaces=NAMES)


def test_an_event_has_its_days_its_point_and_its_style(whole) -> None:
    root = read(kml(whole))
    (arms,) = root.xpath("//k:Placemark[@id='event-e-arms']", namespaces=NAMES)
    assert text_of(arms, "k:name") == "Containers go by sea"
    assert (text_of(arms, "k:TimeSpan/k:begin"), text_of(arms, "k:TimeSpan/k:end")) == ("2023-09-01", "2023-10-31")
    assert text_of(arms, "k:Point/k:coordinates") == "130.29200,42.23600"
    assert text_of(arms, "k:styleUrl") == "#partners-alleged"
    data = {one.get("name"): one.findtext("k:value", namespaces=NAMES) for one in arms.iterfind(".//k:Data", NAMES)}
    assert data["status"] == "alleged"
    assert arms.getparent().findtext("k:name", namespaces=NAMES) == "Arms transfer"


def test_every_style_is_there_and_fetches_nothing(everything) -> None:
    root = read(kml(everything))
    styles = {f"#{style.get('id')}" for style in root.iter(f"{{{NAMESPACE}}}Style")}
    assert {url.text for url in root.iter(f"{{{NAMESPACE}}}styleUrl")} <= styles
    assert not list(root.iter(f"{{{NAMESPACE}}}href"))


def test_colours_are_those_of_the_sides(whole) -> None:
    root = read(kml(whole))

    def colour(style: str) -> str:
        (found,) = root.xpath(f"//k:Style[@id='{style}']/k:IconStyle/k:color", namespaces=NAMES)
        return found.text

    # Opacity, blue, green, red.
    assert colour("partners-occurred") == "ff005ed5"
    assert colour("partners-planned") == "80005ed5"
    assert colour("allies-occurred") == "ffb27200"


def test_a_route_is_a_line_of_the_side_it_belongs_to(whole) -> None:
    root = read(kml(whole))
    (ship,) = root.xpath("//k:Placemark[@id='route-r-ship']", namespaces=NAMES)
    (said,) = root.xpath("//k:Placemark[@id='route-r-said']", namespaces=NAMES)
    assert len(text_of(ship, "k:MultiGeometry/k:LineString/k:coordinates").split()) >= 2
    assert (text_of(ship, "k:styleUrl"), text_of(said, "k:styleUrl")) == ("#partners-route", "#allies-route")


def test_an_event_of_no_side_has_a_style_too(small) -> None:
    small.set("event_actors", 3, actor="imagery-lab")
    small.set("event_actors", 4, actor="imagery-lab", role="observer")
    root = read(kml(Filters().apply(small.load())))
    (summit,) = root.xpath("//k:Placemark[@id='event-e-summit']", namespaces=NAMES)
    assert text_of(summit, "k:styleUrl") == "#none-occurred"


def test_an_empty_view_is_a_sound_document(small_record) -> None:
    assert not list(read(kml(nothing(small_record))).iter(f"{{{NAMESPACE}}}Placemark"))


@on_hostile_texts(TEXTS | CONTROLS)
def test_hostile_text_comes_out_as_text(hostile, text) -> None:
    root = read(kml(hostile(text)))
    safe = xml_safe(text)
    # What any XML reader makes of the ends of lines.
    safe = safe.replace("\r\n", "\n").replace("\r", "\n")
    placemarks = list(root.iter(f"{{{NAMESPACE}}}Placemark"))
    assert len(placemarks) == 5
    for placemark in placemarks:
        assert (text_of(placemark, "k:name") or "") == safe
        # The name is not shown as HTML, and the balloon holds no element that the text brought along.
        balloon = html.fragment_fromstring(text_of(placemark, "k:description"), create_parent=True)
        assert {element.tag for element in balloon.iter()} <= {"div", "h3", "p", "b", "br", "ul", "li", "a"}
        assert all(link.get("href").startswith(("http://", "https://")) for link in balloon.iter("a"))
        assert " ".join(safe.split()) in " ".join(balloon.text_content().split())
    balloons = {style.text for style in root.iter(f"{{{NAMESPACE}}}text")}
    assert balloons == {"$[description]"}


@pytest.mark.parametrize("text", ["\x00", "\x1b[0m", "\ufffe"])
def test_what_xml_cannot_hold_is_left_out(hostile, text) -> None:
    assert len(list(read(kml(hostile(f"a{text}b"))).iter(f"{{{NAMESPACE}}}Placemark"))) == 5
