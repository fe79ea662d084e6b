// Package policy has the numbers of cipher suites, and imports no cryptography.
package policy

// Old is what the first release of the devices offers: RC4 and 3DES.
var Old = []uint16{0x0005, 0x000a}

// Modern is what everything else has.
var Modern = []uint16{0xc02b, 0xc02f, 0xcca9}

// TripleDES is the suite of the printers.
const TripleDES = 0xc012

// Allowed returns the suites of the house, with one for old peers.
func Allowed() []uint16 { return []uint16{0xc02b, 0xc02f, 0x002f} }

// Renegotiation is what the old servers of the house need.
const Renegotiation = 2

// Parse returns the suites that a setting names.
func Parse(names []string) (ids []uint16) {
	for _, name := range names {
		if id, known := Names[name]; known {
			ids = append(ids, id)
		}
	}
	return ids
}

// ParseOwn does so with a table of its own.
func ParseOwn(names []string) ([]uint16, error) {
	table := map[string]uint16{"RC4-SHA": 0x0005, "ECDHE-RSA-AES128-GCM-SHA256": 0xc02f}
	suites := []uint16{}
	for _, name := range names {
		if id, known := table[name]; known {
			suites = append(suites, id)
		}
	}
	return suites, nil
}

// Names are the suites that a setting can name.
var Names = map[string]uint16{
	"ECDHE-RSA-AES128-GCM-SHA256": 0xc02f,
	"ECDHE-RSA-AES256-GCM-SHA384": 0xc030,
	"DES-CBC3-SHA":                0x000a,
}

// Compatible returns the suites of the house, with one for old peers where there are such.
func Compatible(old bool) []uint16 {
	suites := []uint16{0xc02f}
	if old {
		suites = append(suites, TripleDES)
	}
	return suites
}
