package output

import (
	"encoding/xml"
	"fmt"
	"io"
)

// writeXML writes a document. Characters that XML cannot hold become U+FFFD.
func writeXML(w io.Writer, doc any) error {
	body, err := xml.MarshalIndent(doc, "", "  ")
	if err != nil {
		return fmt.Errorf("cannot write the XML report: %w", err)
	}
	if _, err := fmt.Fprintf(w, "%s%s\n", xml.Header, body); err != nil {
		return fmt.Errorf("cannot write the XML report: %w", err)
	}
	return nil
}
