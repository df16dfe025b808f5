-- dim_bulletin_text: the words of the bulletin, line by line, as the programme has
-- them or the neutral ones that hold without.
select
    t.programme, t.sample, t.line, t.section, t.seq, t.heading, t.heading_en, t.each, t.when, t.joined, t.text, t.text_en, t.limit, t.note
from ref_bulletin t
