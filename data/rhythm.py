"""How many events there were, month by month."""

from typing import Literal

import pandas as pd

from data.view import View

By = Literal["side", "kind"]


def rhythm(view: View, by: By) -> pd.DataFrame:
    """The number of events in view that began in each month, by side or kind.

    Rows are months without a gap (their first day, datetime64), columns the values that occur; `none` where no side
    acts. Without events it has neither.
    """
    events = view["events"]
    if events.empty:
        return pd.DataFrame()
    months = events["first"].dt.to_period("M")
    groups = events[by].astype(object).where(events[by].notna(), "none")
    table = pd.crosstab(months, groups)
    whole = pd.period_range(months.min(), months.max(), freq="M")
    return table.reindex(whole, fill_value=0).set_axis(whole.to_timestamp(), axis="index")
