"""Which support questions there are, and whose the answers are."""

from samverkan.partnerships.content import Question, QuestionArea, question_areas

# Answered in the own picture, on its own screens, and shown to the others when the picture is handed over.
IN_THE_PICTURE = frozenset({"own_picture", "patterns"})


def find_area(key: str) -> QuestionArea | None:
    return next((area for area in question_areas() if area.key == key), None)


def find_question(key: str) -> tuple[QuestionArea, Question] | None:
    """The question with the area it stands in."""
    for area in question_areas():
        for asked in area.questions:
            if asked.key == key:
                return area, asked
    return None


def can_be_shown(area: QuestionArea) -> bool:
    """Whether a party's answers are its own until it chooses to show them to the others."""
    return area.per_party and area.key not in IN_THE_PICTURE
