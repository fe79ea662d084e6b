package unit

import (
	"bytes"
	"encoding/binary"
	"encoding/gob"
	"fmt"
	"os"

	"golang.org/x/tools/go/analysis"
)

// A file of facts has the layout of unitchecker, which writes those of packages that
// import nothing: four bytes of magic, the lengths of two parts, each in four bytes with
// the lowest first, and the parts. The first part holds types, and is empty in what this
// program writes. The second holds a list of facts in gob, or nothing if there are none.
const (
	factMagic  = "vetx"
	factHeader = len(factMagic) + 4 + 4
)

// encodedFacts holds what the imports of a unit tell of themselves, by import path. What
// tells nothing is left out.
type encodedFacts map[string][]byte

// packageFact is how a fact is written. The names are those of x/tools, which gob goes by.
// No analyzer of cryptolint has facts about objects.
type packageFact struct {
	PkgPath string
	Fact    analysis.Fact
}

// readFacts reads the facts of imports from the files that the go command names.
func readFacts(files map[string]string) (encodedFacts, error) {
	facts := make(encodedFacts)
	for path, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, fmt.Errorf("cannot read the facts of package %s: %w", path, err)
		}
		data, err = factsIn(data)
		if err != nil {
			return nil, fmt.Errorf("cannot read the facts of package %s: %w", path, err)
		}
		if len(data) > 0 {
			facts[path] = data
		}
	}
	return facts, nil
}

// factsIn returns the part of a file that holds facts.
func factsIn(data []byte) ([]byte, error) {
	if len(data) < factHeader || string(data[:len(factMagic)]) != factMagic {
		return nil, fmt.Errorf("the file does not begin with %q and two lengths: another program wrote it", factMagic)
	}
	types := uint64(binary.LittleEndian.Uint32(data[len(factMagic):]))
	facts := uint64(binary.LittleEndian.Uint32(data[len(factMagic)+4:]))
	body := data[factHeader:]
	if types+facts > uint64(len(body)) {
		return nil, fmt.Errorf("the file ends after %d of %d bytes", len(body), types+facts)
	}
	return body[types : types+facts], nil
}

// writeFacts writes the facts of one package. A file without facts is written too,
// because the go command gives it to the importers.
func writeFacts(file, path string, facts []analysis.Fact) error {
	if file == "" {
		return nil
	}
	var body bytes.Buffer
	if len(facts) > 0 {
		var list []packageFact
		for _, fact := range facts {
			list = append(list, packageFact{path, fact})
		}
		if err := gob.NewEncoder(&body).Encode(list); err != nil {
			return fmt.Errorf("cannot encode the facts of package %s: %w", path, err)
		}
	}
	data := []byte(factMagic)
	data = binary.LittleEndian.AppendUint32(data, 0)
	data = binary.LittleEndian.AppendUint32(data, uint32(body.Len()))
	return os.WriteFile(file, append(data, body.Bytes()...), 0o666)
}

// decode returns the facts about a package. The types of the facts must be registered
// with gob.
func (e encodedFacts) decode(path string) ([]analysis.Fact, error) {
	data := e[path]
	if data == nil {
		return nil, nil
	}
	var list []packageFact
	if err := gob.NewDecoder(bytes.NewReader(data)).Decode(&list); err != nil {
		return nil, fmt.Errorf("cannot decode the facts of package %s: %w", path, err)
	}
	var facts []analysis.Fact
	for _, known := range list {
		if known.PkgPath == path {
			facts = append(facts, known.Fact)
		}
	}
	return facts, nil
}
