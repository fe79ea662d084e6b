package main

import (
	"bytes"
	"crypto/sha256"
	"debug/buildinfo"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/cryptolint/cryptolint/internal/atomicfile"
)

type object = map[string]any

// repository is where the source is published.
const repository = "https://github.com/cryptolint/cryptolint"

// describe writes what the archives in a directory are made of, where they come
// from, and their checksums.
func describe(dir string, info *buildinfo.BuildInfo, from source) error {
	archives, err := checksums(dir)
	if err != nil {
		return err
	}
	brew, err := formula(archives, version(info))
	if err != nil {
		return err
	}
	if err := atomicfile.Write(filepath.Join(dir, "cryptolint.rb"), brew); err != nil {
		return fmt.Errorf("cannot write the formula: %w", err)
	}
	base := filepath.Join(dir, "cryptolint_"+version(info))
	if err := writeJSON(base+".cdx.json", bill(info, from)); err != nil {
		return err
	}
	if err := writeJSON(base+".provenance.json", provenance(archives, info, from)); err != nil {
		return err
	}
	all, err := checksums(dir)
	if err != nil {
		return err
	}
	var text bytes.Buffer
	for _, c := range all {
		fmt.Fprintf(&text, "%s  %s\n", c.digest, c.name)
	}
	if err := atomicfile.Write(filepath.Join(dir, "SHA256SUMS"), text.Bytes()); err != nil {
		return fmt.Errorf("cannot write the checksums: %w", err)
	}
	return nil
}

// checksum is the SHA-256 digest of a file, in hexadecimal digits.
type checksum struct{ name, digest string }

// checksums returns those of all files of a directory, sorted by name.
func checksums(dir string) ([]checksum, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("cannot list the files of the release: %w", err)
	}
	var all []checksum
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return nil, fmt.Errorf("cannot read a file of the release: %w", err)
		}
		all = append(all, checksum{e.Name(), fmt.Sprintf("%x", sha256.Sum256(data))})
	}
	return all, nil
}

// bill is the software bill of materials in the form of CycloneDX 1.6: the modules
// that are linked into the program, as the go command recorded them in it, and the
// Go standard library.
func bill(info *buildinfo.BuildInfo, from source) object {
	components := []object{{
		"type": "library", "name": "std", "version": info.GoVersion,
		"purl": "pkg:golang/std@" + info.GoVersion, "bom-ref": "pkg:golang/std@" + info.GoVersion,
	}}
	for _, m := range info.Deps {
		if m.Replace != nil {
			m = m.Replace
		}
		address := "pkg:golang/" + m.Path + "@" + m.Version
		components = append(components, object{
			"type": "library", "name": m.Path, "version": m.Version, "purl": address, "bom-ref": address,
			"properties": []object{{"name": "go.sum", "value": m.Sum}},
		})
	}
	address := "pkg:golang/" + info.Main.Path + "@" + info.Main.Version
	return object{
		"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
		"metadata": object{
			"timestamp": from.time.Format(time.RFC3339),
			"component": object{
				"type": "application", "name": "cryptolint", "version": info.Main.Version, "purl": address, "bom-ref": address, "licenses": []object{{"license": object{"id": "Apache-2.0"}}},
			},
		},
		"components": components,
	}
}

// provenance is an in-toto statement of the form https://slsa.dev/provenance/v1. It
// says from which commit and with which Go release the archives were built, so that
// anyone can build them again. It is not signed: who publishes a release signs it.
func provenance(archives []checksum, info *buildinfo.BuildInfo, from source) object {
	var subjects []object
	for _, c := range archives {
		subjects = append(subjects, object{"name": c.name, "digest": object{"sha256": c.digest}})
	}
	return object{
		"_type":         "https://in-toto.io/Statement/v1",
		"subject":       subjects,
		"predicateType": "https://slsa.dev/provenance/v1",
		"predicate": object{
			"buildDefinition": object{
				"buildType":          repository + "/blob/main/.ci/release",
				"externalParameters": object{"version": info.Main.Version},
				"internalParameters": object{"go": info.GoVersion},
				"resolvedDependencies": []object{
					{"uri": "git+" + repository, "digest": object{"gitCommit": from.commit}},
				},
			},
			"runDetails": object{"builder": object{"id": repository + "/blob/main/.ci/release"}},
		},
	}
}

func writeJSON(name string, value any) error {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(value); err != nil {
		return fmt.Errorf("cannot encode %s: %w", name, err)
	}
	if err := atomicfile.Write(name, text.Bytes()); err != nil {
		return fmt.Errorf("cannot write %s: %w", name, err)
	}
	return nil
}
