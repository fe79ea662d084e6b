package output

import (
	"strconv"
	"unicode/utf16"
)

// The numbers of the hash by which GitHub code scanning knows an alert again.
// They are those of the upload action: a file that is uploaded by other means
// must carry the same values, or every alert is closed and opened anew.
const (
	hashWindow = 100 // code units from the start of a line
	hashFactor = 37
	hashEnd    = 0xffff // stands for the end of the file
)

// lineHashes returns, for each line of a text, the hash that GitHub calls
// primaryLocationLineHash: of the first 100 UTF-16 code units from the start of
// the line, without spaces and tabs and with all line ends made one, as a
// polynomial modulo 2⁶⁴; and behind a colon how many lines had the same hash so
// far. Behind the end of the file there are zeros.
//
// The last line is that behind the last line end, even if it is empty.
func lineHashes(text string) []string {
	units, starts := hashedUnits(text)
	var top uint64 = 1 // hashFactor to the power of hashWindow
	for range hashWindow {
		top *= hashFactor
	}
	hashes := make([]string, 0, len(starts))
	counts := make(map[uint64]int)
	var hash uint64
	for i := range len(units) + hashWindow {
		var in, out uint64
		if i < len(units) {
			in = uint64(units[i])
		}
		if i >= hashWindow {
			out = uint64(units[i-hashWindow])
		}
		hash = hash*hashFactor + in - out*top
		begin := i - hashWindow + 1
		if n := len(hashes); n < len(starts) && begin == starts[n] {
			counts[hash]++
			hashes = append(hashes, strconv.FormatUint(hash, 16)+":"+strconv.Itoa(counts[hash]))
		}
	}
	return hashes
}

// hashedUnits returns the code units that are hashed, and where among them the
// lines start.
func hashedUnits(text string) (units []uint16, starts []int) {
	lineStart, afterCR := true, false
	for _, unit := range append(utf16.Encode([]rune(text)), hashEnd) {
		skip := unit == ' ' || unit == '\t' || unit == '\n' && afterCR
		afterCR = unit == '\r'
		if skip {
			continue
		}
		if unit == '\r' {
			unit = '\n'
		}
		if lineStart {
			starts = append(starts, len(units))
		}
		lineStart = unit == '\n'
		units = append(units, unit)
	}
	return units, starts
}
