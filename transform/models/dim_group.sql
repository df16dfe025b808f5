-- dim_group: the heading that each task stands under, as in the document.
select programme, sample, task, g.group, seq, title, title_en from ref_groups g
