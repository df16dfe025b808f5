package sample

// A flaw is a fault planted in a workbook.
type flaw struct{}

func (f *flaw) answer(s *submission) Answer              { return Answer{} }
func (m *maker) plantFlaws()                             {}
func (s *submission) damage(data []byte) ([]byte, error) { return data, nil }
