package xlsx

import "path"

// readComments notes whether a sheet has comments: they are parts of their own
// that its relationships name. What they say is not read.
func (w *Workbook) readComments() error {
	for _, part := range w.parts {
		dir, base := path.Split(part)
		if !w.has(dir + "_rels/" + base + ".rels") {
			continue
		}
		relations, err := w.relations(part)
		if err != nil {
			return err
		}
		for _, r := range relations {
			isComment := r.kind == "comments" || r.kind == "threadedComment"
			w.traits.Comments = w.traits.Comments || isComment && w.has(r.target)
		}
	}
	return nil
}
