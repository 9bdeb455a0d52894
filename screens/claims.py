"""Who claims what, who denies it, on what evidence."""

from components.address import asked, one_asked
from components.choices import choose, choose_part
from components.claims import show_claim_pages
from components.facets import show_facets
from components.matrices import show_position_matrix
from components.numbers import show_numbers
from components.question import question_asked, show_question
from components.questions import ORDERS, show_questions
from data.facets import claim_facets, question_facets
from data.standing import Word
from data.view import View

PARTS = {
    "questions": "Questions",
    "claims": "Claims",
    "numbers": "Numbers in dispute",
    "positions": "Positions",
}
TABLE_HEIGHT = 640


def show(view: View) -> None:
    """Draw the page: the part that the address asks for, or the questions."""
    part = choose_part(PARTS)
    if part == "questions":
        _show_questions(view)
    elif part == "claims":
        show_facets(view, claim_facets(view))
        show_claim_pages(view, TABLE_HEIGHT)
    elif part == "numbers":
        show_facets(view, claim_facets(view))
        show_numbers(view)
    else:
        words = _words_asked()
        show_facets(view, question_facets(view, words), words)
        show_position_matrix(view, words)


def _show_questions(view: View) -> None:
    question = question_asked(one_asked("on", list(view.question_texts), ""))
    if question is not None:
        show_question(view, question)
        return
    words = _words_asked()
    show_facets(view, question_facets(view, words), words)
    show_questions(view, words, choose("sort", "Order", ORDERS), TABLE_HEIGHT)


def _words_asked() -> tuple[str, ...]:
    """The standings that the address asks for."""
    return tuple(asked("standing", [str(word) for word in Word]))
