package mention

import (
	"go/ast"
	"go/constant"
	"time"
)

// DaysAdded returns how many days some code adds to a time, the most of several, where it says
// so with constants: a year has 365 days, and a month 30. It is 0 where it does not, and of no
// code.
func (m *Mentions) DaysAdded(code ast.Node) int64 {
	var most int64
	if code == nil {
		return 0
	}
	for _, s := range m.Named("time.Time.Add", "time.Time.AddDate") {
		if s.Call != nil && code.Pos() <= s.Call.Pos() && s.Call.End() <= code.End() {
			most = max(most, s.daysAdded())
		}
	}
	return most
}

// daysAdded returns what one call adds to a time.
func (s Symbol) daysAdded() int64 {
	var numbers []int64
	for i := range s.Call.Args {
		value := s.Constant(i)
		if value == nil {
			return 0
		}
		number, _ := constant.Int64Val(constant.ToInt(value))
		numbers = append(numbers, number)
	}
	switch len(numbers) {
	case 1:
		return int64(time.Duration(numbers[0]) / (24 * time.Hour))
	case 3:
		return numbers[0]*365 + numbers[1]*30 + numbers[2]
	}
	return 0
}
