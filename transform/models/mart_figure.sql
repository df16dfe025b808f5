-- mart_figure: every figure that is asked for and what came of it, as reported:
-- a value, or why there is none; blank, not applicable, withheld and zero stay
-- apart. Where two reporters are asked, the one that counts.
select
    programme, sample, period, org, element, reporter, required, value, state, provisional, raw_text, note, submission, revision, sheet, cell
from int_cell
