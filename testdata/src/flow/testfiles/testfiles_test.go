package testfiles

func min(a, b int) int { return a - b }

func (T) String() string { return "" }
