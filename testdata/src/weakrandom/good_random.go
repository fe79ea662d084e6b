package weakrandom

import (
	"fmt"
	"math"
	"math/rand"
	randv2 "math/rand/v2"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"example.test/weakrandom/randutil"
)

// Randomness that is not a secret. math/rand is the right tool.

func goodJitter(base time.Duration) time.Duration {
	return base + time.Duration(rand.Int63n(int64(base)/2))
}

func goodBackoffWithFullJitter(attempt int) time.Duration {
	ceiling := float64(100*time.Millisecond) * math.Pow(2, float64(attempt))
	return time.Duration(randv2.Float64() * ceiling)
}

func goodLoadBalancing(backends []string) string {
	return backends[rand.Intn(len(backends))]
}

func goodSampledLog(line string, rate float64) {
	if randv2.Float64() < rate {
		fmt.Fprintln(os.Stderr, line)
	}
}

func goodMonteCarlo(samples int) float64 {
	rng := rand.New(rand.NewSource(1))
	inside := 0
	for range samples {
		x, y := rng.Float64(), rng.Float64()
		if x*x+y*y < 1 {
			inside++
		}
	}
	return 4 * float64(inside) / float64(samples)
}

func goodShuffleForDisplay(answers []string) {
	rand.Shuffle(len(answers), func(i, j int) { answers[i], answers[j] = answers[j], answers[i] })
}

func goodFakePeople(n int) []user {
	first := []string{"Ada", "Grace", "Barbara", "Radia"}
	last := []string{"Lovelace", "Hopper", "Liskov", "Perlman"}
	people := make([]user, n)
	for i := range people {
		people[i].Name = first[rand.Intn(len(first))] + " " + last[rand.Intn(len(last))]
	}
	return people
}

func goodRequestID() string {
	return fmt.Sprintf("%016x", randv2.Uint64())
}

// span is a span of a trace, as OpenTelemetry has it.
type span struct {
	TraceID [16]byte
	SpanID  [8]byte
}

func goodTraceIDs() span {
	var s span
	rand.Read(s.TraceID[:])
	rand.Read(s.SpanID[:])
	return s
}

func goodCorrelationHeader(r *http.Request) {
	r.Header.Set("X-Request-Id", randutil.String(12))
}

func goodTemporaryFileName(dir string) string {
	return filepath.Join(dir, "upload-"+strconv.Itoa(rand.Intn(1_000_000))+".part")
}

func goodPort() (net.Listener, error) {
	port := 20_000 + rand.Intn(10_000)
	return net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
}

func goodABTestCookie(w http.ResponseWriter) {
	http.SetCookie(w, &http.Cookie{Name: "ab_bucket", Value: strconv.Itoa(rand.Intn(2))})
}

func goodDice() (total int) {
	for range 3 {
		total += 1 + randv2.IntN(6)
	}
	return total
}

// blockHeader is mined: its nonce is searched for, from a random start.
type blockHeader struct {
	Parent [32]byte
	Nonce  uint64
}

func goodMiningStart(header *blockHeader) {
	header.Nonce = rand.Uint64()
}

// bloomFilter is salted so that two filters do not fail on the same keys.
type bloomFilter struct {
	salt uint64
	bits []uint64
}

func goodBloomFilter(size int) *bloomFilter {
	return &bloomFilter{salt: randv2.Uint64(), bits: make([]uint64, size)}
}

// Names that contain the word, and mean something else.

// bucket is a token bucket: it limits rates.
type bucket struct {
	tokens     float64
	tokenCount int
}

func goodTokenBucket(burst int) *bucket {
	return &bucket{tokens: rand.Float64() * float64(burst), tokenCount: rand.Intn(burst)}
}

// sampleToken chooses the next token of a language model: the index of a word.
func sampleToken(probabilities []float64) int {
	target := rand.Float64()
	for token, p := range probabilities {
		if target -= p; target < 0 {
			return token
		}
	}
	return len(probabilities) - 1
}

// chain writes nonsense.
type chain struct {
	next map[string][]string
}

func (c *chain) nextToken(token string) string {
	followers := c.next[token]
	if len(followers) == 0 {
		return ""
	}
	return followers[rand.Intn(len(followers))]
}

func goodMarkovText(c *chain, token string, words int) string {
	var text strings.Builder
	for range words {
		token = c.nextToken(token)
		text.WriteString(token + " ")
	}
	return text.String()
}

// message goes to a queue that is split by key.
type message struct {
	Key          []byte
	PartitionKey string
	Body         []byte
}

func goodPartitionKey(body []byte) message {
	return message{
		Key:          []byte(strconv.Itoa(rand.Intn(64))),
		PartitionKey: strconv.Itoa(randv2.IntN(1024)),
		Body:         body,
	}
}

func goodCacheKey(resource string) string {
	cacheKey := fmt.Sprintf("%s/%d", resource, rand.Intn(8))
	return cacheKey
}

func goodSortKey(rows map[string]float64) {
	for name := range rows {
		sortKey := rand.Float64()
		rows[name] = sortKey
	}
}

// goodRandomKeyPress is what a monkey test of a user interface does.
func goodRandomKeyPress(press func(key string)) {
	keyboard := []string{"Enter", "Tab", "Escape", "Up", "Down"}
	key := keyboard[rand.Intn(len(keyboard))]
	press(key)
}

// goodSecretaryProblem simulates the secretary problem.
func goodSecretaryProblem(candidates int) (secretary float64) {
	best := 0.0
	for i := range candidates {
		secretary = rand.Float64()
		if i > candidates*37/100 && secretary > best {
			return secretary
		}
		best = max(best, secretary)
	}
	return secretary
}

// station simulates passengers, of whom some pass through.
type station struct {
	passengers  int
	passThrough int
}

func goodSimulatedPassengers() station {
	passengers := rand.Intn(400)
	return station{passengers: passengers, passThrough: rand.Intn(passengers + 1)}
}

// goodScratchTable gets a name that does not clash.
func goodScratchTable() string {
	return "tmp_passwords_" + strconv.Itoa(rand.Intn(1_000_000))
}

// goodReproducibleIDs makes a test run repeatable: identifiers are no secrets.
func goodReproducibleIDs(seed int64) {
	uuid.SetRand(rand.New(rand.NewSource(seed)))
}

// goodLockToken tells the holders of a lock apart.
func goodLockToken() (lockToken string) {
	return strconv.FormatUint(randv2.Uint64(), 36)
}

// goodClientToken makes a repeated request harmless.
func goodClientToken() map[string]string {
	return map[string]string{"clientToken": randutil.String(32)}
}

// order is one of a shop.
type order struct {
	TrackingCode string
	CouponCode   string
	PinCount     int
}

func goodSampleOrder() order {
	return order{TrackingCode: randutil.String(10), CouponCode: randutil.String(6), PinCount: rand.Intn(8)}
}
