-- dim_grade: the bands of grades, the best first.
select programme, sample, scheme, grade, grade_en, seq, g.from, g.to, clause, note from ref_grades g
