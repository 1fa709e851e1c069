"""The minutes of work that PostgreSQL counts are those that deadlines.hours counts."""

from datetime import date, datetime, timedelta

from django.db.models import Value
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Office
from common.clock import OFFICE_ZONE
from deadlines import days
from deadlines.hours import minutes_between, parse
from deadlines.selectors import calendar
from tests.people import make_office

SPRING_FESTIVAL = datetime(2026, 2, 10, tzinfo=OFFICE_ZONE)  # nine days off, and work on two Saturdays around them
MINUTES = st.integers(0, 30 * 24 * 60)
HOURS = parse("08:30-12:00 13:30-17:30")


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(begin=MINUTES, end=MINUTES)
def test_the_database_counts_the_minutes_of_work_as_the_clocks_do(db, begin, end):
    if not Office.objects.exists():
        make_office("教育部")
    first, last = (SPRING_FESTIVAL + timedelta(minutes=each) for each in sorted((begin, end)))
    known = days.ordinals(calendar(), date(2026, 12, 31))

    counted = days.minutes_between(Value(first), Value(last), known, HOURS)

    (found,) = Office.objects.values_list(counted, flat=True)[:1]
    assert found == minutes_between(first, last, calendar=calendar(), hours=HOURS)
