package analyzers_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/cryptolint/cryptolint/analyzers"
)

// promised are the patterns of misuse that each rule detects, by their codes in the catalogue
// that the rules were planned with. A pattern may move to another rule, but none gets lost.
var promised = map[string]string{
	"CL101": "S03 S04 S05 S06 S09",
	"CL102": "H01 H02 H03 H04",
	"CL103": "H05 H06 M03 H07",
	"CL104": "M01 M04 M06 M07 H08",
	"CL105": "M02",
	"CL106": "S01 S10 S11",
	"CL107": "S02 M05 A02 K12 T03 Z05 A04",
	"CL108": "S07 S08 A03 C07",
	"CL201": "C03",
	"CL202": "C01 C02 C10",
	"CL203": "C04 C05 C06 A06",
	"CL204": "C08 C09 P04 C11 C12",
	"CL205": "N01 N02 N06 N07 N08 N10",
	"CL206": "N03 N04 N05 N11 N12",
	"CL207": "N09 A01 A05 A07 A08",
	"CL301": "R02 R03 J10",
	"CL302": "R04 R07",
	"CL303": "R01 R05 R06 R08 E03",
	"CL304": "E01 E02 E04 E06",
	"CL305": "E05 E07 P05",
	"CL401": "G01 G02 G03 G09",
	"CL402": "G07 G08 G11",
	"CL403": "G04 G12",
	"CL404": "G05",
	"CL405": "G06 G10 P07",
	"CL501": "T01 T02 T05 T06 T08",
	"CL502": "T04 T09",
	"CL503": "T10 T11 T12 T07",
	"CL601": "K01 K13 H09",
	"CL602": "K02 K03 K04 K05 K09 K11",
	"CL603": "K06 K07 K08",
	"CL604": "K10 Y06 Y07",
	"CL605": "Y01 Y02 Y03 Y05 Y09 Y12 Y04",
	"CL606": "Y11 K14 K15 Y13 K16",
	"CL607": "V01 V06 V02 V07 Z04",
	"CL608": "Y08",
	"CL609": "Y10 Z01 Z02 Z03",
	"CL610": "V03 V04 V05",
	"CL701": "L01 L02 L03 L04",
	"CL702": "L05 L06 L07",
	"CL703": "L08 L10 L16",
	"CL704": "L09",
	"CL705": "L11 L12 L18",
	"CL706": "L13",
	"CL707": "X01 X02 X03 X08 X09 X10 X07 L17",
	"CL708": "X04 X05 X06 X11",
	"CL709": "L14 L15 P06",
	"CL801": "W01 W02 W03",
	"CL802": "W04 W08",
	"CL803": "W05 W06 W07 W09 W10",
	"CL901": "J01 J03",
	"CL902": "J02 J04 J05 J06 J14",
	"CL903": "J07 J08",
	"CL904": "J11",
	"CL905": "J09 P01 D01",
	"CL906": "P02 P03",
	"CL907": "J12 J13",
	"CL908": "F01 F02 F03 F04",
	"CL909": "E08",
}

// Every pattern that was promised is claimed by a rule, and no rule claims one twice.
func TestPatternsAreClaimed(t *testing.T) {
	claimed := make(map[string][]string)
	for _, r := range analyzers.Rules() {
		for _, code := range r.Meta.Patterns {
			if slices.Contains(claimed[code], r.Meta.ID) {
				t.Errorf("%s claims %s twice", r.Meta.ID, code)
			}
			claimed[code] = append(claimed[code], r.Meta.ID)
		}
	}
	if len(claimed) < 100 {
		t.Fatalf("only %d patterns are claimed at all", len(claimed))
	}
	for id, codes := range promised {
		for _, code := range strings.Fields(codes) {
			if len(claimed[code]) == 0 {
				t.Errorf("%s was to detect %s, and no rule claims it", id, code)
			}
		}
	}
}
