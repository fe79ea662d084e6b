package deadcrypto

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
)

// elsewhere are what other rules report, by their use.
var elsewhere = map[string]string{
	"crypto/cipher.NewCFBDecrypter":                  "CL203",
	"crypto/cipher.NewCFBEncrypter":                  "CL203",
	"crypto/cipher.NewOFB":                           "CL203",
	"crypto/dsa":                                     "CL101",
	"crypto/ecdsa.PrivateKey.D":                      "CL304",
	"crypto/ecdsa.PublicKey.X":                       "CL304",
	"crypto/ecdsa.PublicKey.Y":                       "CL304",
	"crypto/elliptic.GenerateKey":                    "CL304",
	"crypto/elliptic.Marshal":                        "CL304",
	"crypto/elliptic.Unmarshal":                      "CL304",
	"crypto/elliptic.Curve.Add":                      "CL304",
	"crypto/elliptic.Curve.Double":                   "CL304",
	"crypto/elliptic.Curve.IsOnCurve":                "CL304",
	"crypto/elliptic.Curve.ScalarBaseMult":           "CL304",
	"crypto/elliptic.Curve.ScalarMult":               "CL304",
	"crypto/elliptic.CurveParams.Add":                "CL304",
	"crypto/elliptic.CurveParams.Double":             "CL304",
	"crypto/elliptic.CurveParams.IsOnCurve":          "CL304",
	"crypto/elliptic.CurveParams.ScalarBaseMult":     "CL304",
	"crypto/elliptic.CurveParams.ScalarMult":         "CL304",
	"crypto/rc4.Cipher.Reset":                        "CL610",
	"crypto/rsa.DecryptPKCS1v15":                     "CL301",
	"crypto/rsa.DecryptPKCS1v15SessionKey":           "CL301",
	"crypto/rsa.EncryptPKCS1v15":                     "CL301",
	"crypto/rsa.PKCS1v15DecryptOptions":              "CL301",
	"crypto/rsa.GenerateMultiPrimeKey":               "CL303",
	"crypto/tls.Config.SessionTicketKey":             "CL705",
	"crypto/tls.VersionSSL30":                        "CL702",
	"crypto/x509.DecryptPEMBlock":                    "CL606",
	"crypto/x509.EncryptPEMBlock":                    "CL606",
	"golang.org/x/crypto/blowfish":                   "CL202",
	"golang.org/x/crypto/curve25519.ScalarMult":      "CL304",
	"golang.org/x/crypto/ssh.CertAlgoDSAv01":         "CL802",
	"golang.org/x/crypto/ssh.InsecureCertAlgoDSAv01": "CL802",
	"golang.org/x/crypto/ssh.InsecureKeyAlgoDSA":     "CL802",
	"golang.org/x/crypto/ssh.KeyAlgoDSA":             "CL802",
	"golang.org/x/crypto/cast5":                      "CL202",
	"golang.org/x/crypto/tea":                        "CL202",
	"golang.org/x/crypto/twofish":                    "CL202",
	"golang.org/x/crypto/xtea":                       "CL202",
}

// notCryptography moved, or is for the tests of a module.
var notCryptography = map[string]bool{"golang.org/x/crypto/ssh/terminal": true, "golang.org/x/crypto/ssh/test": true}

// The table has what the doc comments of the standard library and of golang.org/x/crypto
// say, and nothing else: the tests run with several releases of Go, so a name may be
// deprecated in a later one.
func TestSymbolsAreThoseOfTheSources(t *testing.T) {
	found := deprecatedBelow(t, filepath.Join(goEnv(t, "env", "GOROOT"), "src", "crypto"), "crypto")
	for name := range deprecatedBelow(t, goEnv(t, "list", "-m", "-f", "{{.Dir}}", "golang.org/x/crypto"), "golang.org/x/crypto") {
		found[name] = true
	}
	for name := range found {
		_, known := symbols[name]
		if !known && packageOf(name) == nil && elsewhere[name] == "" && !notCryptography[name] {
			t.Errorf("%s is deprecated, and the table does not have it", name)
		}
	}
	for name, s := range symbols {
		if !found[name] && !later(s.since) {
			t.Errorf("%s is in the table, and is not deprecated", name)
		}
	}
	if t.Failed() {
		t.Log("found in", runtime.Version())
	}
}

// later reports whether a release comes after the one that runs the test.
func later(release string) bool {
	return release == "1.27" && strings.HasPrefix(runtime.Version(), "go1.26")
}

func goEnv(t *testing.T, args ...string) string {
	t.Helper()
	out, err := exec.Command("go", args...).Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

// deprecatedBelow returns the exported names that are deprecated in the packages of a
// folder, and the packages.
func deprecatedBelow(t *testing.T, dir, path string) map[string]bool {
	t.Helper()
	found := make(map[string]bool)
	err := filepath.WalkDir(dir, func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (entry.Name() == "internal" || entry.Name() == "testdata" || strings.HasPrefix(entry.Name(), "_")) {
			return fs.SkipDir
		}
		if entry.IsDir() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		below, err := filepath.Rel(dir, filepath.Dir(file))
		if err != nil {
			return err
		}
		names{strings.TrimSuffix(path+"/"+filepath.ToSlash(below), "/."), found}.file(parsed)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// names collects what is deprecated in one package.
type names struct {
	path  string
	found map[string]bool
}

var notice = regexp.MustCompile(`(?m)^Deprecated: `)

func (n names) add(name string, docs ...*ast.CommentGroup) {
	for _, doc := range docs {
		if doc != nil && notice.MatchString(doc.Text()) && (name == "" || ast.IsExported(name[strings.LastIndex(name, ".")+1:])) {
			n.found[strings.TrimSuffix(n.path+"."+name, ".")] = true
		}
	}
}

func (n names) file(file *ast.File) {
	n.add("", file.Doc)
	for _, decl := range file.Decls {
		switch decl := decl.(type) {
		case *ast.FuncDecl:
			n.add(receiver(decl)+decl.Name.Name, decl.Doc)
		case *ast.GenDecl:
			for _, spec := range decl.Specs {
				n.spec(spec, decl)
			}
		}
	}
}

func (n names) spec(spec ast.Spec, decl *ast.GenDecl) {
	switch spec := spec.(type) {
	case *ast.ValueSpec:
		for _, id := range spec.Names {
			n.add(id.Name, spec.Doc)
		}
	case *ast.TypeSpec:
		n.add(spec.Name.Name, spec.Doc, decl.Doc)
		var members *ast.FieldList
		switch t := spec.Type.(type) {
		case *ast.StructType:
			members = t.Fields
		case *ast.InterfaceType:
			members = t.Methods
		default:
			return
		}
		for _, member := range members.List {
			for _, id := range member.Names {
				n.add(spec.Name.Name+"."+id.Name, member.Doc)
			}
		}
	}
}

// receiver is the type of a method, with a dot.
func receiver(decl *ast.FuncDecl) string {
	if decl.Recv == nil {
		return ""
	}
	t := decl.Recv.List[0].Type
	if star, ok := t.(*ast.StarExpr); ok {
		t = star.X
	}
	id, ok := t.(*ast.Ident)
	if !ok {
		return ""
	}
	return id.Name + "."
}

var (
	apiLine = regexp.MustCompile(`(?m)^pkg (crypto[\w/]*), (.*?) *//deprecated`)
	member  = regexp.MustCompile(`^(?:method \(\*?(\w+)\) (\w+)|type (\w+) (?:struct|interface), (\w+)|(?:func|const|type|var) (\w+))`)
)

// The lists of the API that come with Go say which release deprecated a name. Toolchains
// that the go command downloads are without them.
func TestSinceIsThatOfTheAPI(t *testing.T) {
	lists, err := filepath.Glob(filepath.Join(goEnv(t, "env", "GOROOT"), "api", "go1.*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if len(lists) == 0 {
		t.Skip("this toolchain has no lists of the API")
	}
	for _, list := range lists {
		text, err := os.ReadFile(list)
		if err != nil {
			t.Fatal(err)
		}
		release := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(list), "go"), ".txt")
		for _, line := range apiLine.FindAllStringSubmatch(string(text), -1) {
			name := line[1]
			for _, part := range member.FindStringSubmatch(line[2])[1:] {
				if part != "" {
					name += "." + part
				}
			}
			if s, known := symbols[name]; known && s.since != release {
				t.Errorf("%s was deprecated in Go %s, the table says %s", name, release, s.since)
			}
		}
	}
}
