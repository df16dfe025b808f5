-- mart_paragraph: what officers wrote into sections of the bulletin. Of several
-- texts for a section of a period the last one counts; an empty one takes it out.
with written as (
    select
        d.programme, d.sample, d.period, d.item as section, d.text, d.day, d.seq,
        row_number() over (partition by d.period, d.item order by d.seq desc nulls last) as place
    from int_decision d
    where d.kind = 'paragraph_written'
)
select w.programme, w.sample, w.period, w.section, w.text, w.day as written_on, w.seq as decided_seq
from written w
where w.place = 1 and w.text <> ''
