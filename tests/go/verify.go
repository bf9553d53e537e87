// Command verify checks a public log with golang.org/x/mod/sumdb, which shares no code with ours and no language.
//
//	verify BASE VKEY [OLDER]
//
// BASE is the address of the log, such as http://127.0.0.1:3000/log, VKEY its verifier key, and OLDER a file with a
// checkpoint saved earlier. The checkpoint, every tile, every entry bundle, the inclusion of every leaf and the
// consistency with the older checkpoint are verified. It ends with 0 and one line on success, with 1 and a sentence
// otherwise.
package main

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// The height of a tile in the C2SP specification tlog-tiles.
const height = 8

var client = http.Client{Timeout: 20 * time.Second}

func fail(format string, arguments ...any) {
	fmt.Fprintf(os.Stderr, "verify: "+format+"\n", arguments...)
	os.Exit(1)
}

func fetch(address string) ([]byte, error) {
	answer, err := client.Get(address)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s answers %s", address, answer.Status)
	}
	return io.ReadAll(io.LimitReader(answer.Body, 32<<20))
}

// path turns Go's path of a tile, tile/8/0/x001/234.p/5, into that of tlog-tiles, tile/0/x001/234.p/5.
func path(tile tlog.Tile) string {
	path := strings.TrimPrefix(tile.Path(), fmt.Sprintf("tile/%d/", height))
	return "tile/" + strings.Replace(path, "data/", "entries/", 1)
}

// tiles reads tiles over HTTP and keeps them; tlog calls it and checks each tile against the root.
type tiles struct {
	base string
	kept map[tlog.Tile][]byte
}

func (t *tiles) Height() int { return height }

func (t *tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var found [][]byte
	for _, tile := range wanted {
		data, known := t.kept[tile]
		if !known {
			var err error
			if data, err = fetch(t.base + "/" + path(tile)); err != nil {
				return nil, err
			}
			t.kept[tile] = data
		}
		found = append(found, data)
	}
	return found, nil
}

func (t *tiles) SaveTiles([]tlog.Tile, [][]byte) {}

// open verifies a signed checkpoint and reads its three lines.
func open(signed []byte, verifier note.Verifier) tlog.Tree {
	opened, err := note.Open(signed, note.VerifierList(verifier))
	if err != nil {
		fail("the checkpoint: %v", err)
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 || lines[0] != verifier.Name() {
		fail("the checkpoint is of another log: %q", opened.Text)
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		fail("the size of the checkpoint: %v", err)
	}
	var tree tlog.Tree
	root, err := base64.StdEncoding.DecodeString(lines[2])
	if err != nil || len(root) != len(tree.Hash) {
		fail("the root of the checkpoint: %q", lines[2])
	}
	tree.N = size
	copy(tree.Hash[:], root)
	return tree
}

// entries splits a bundle: each entry stands behind its length in two bytes, the higher first.
func entries(bundle []byte) [][]byte {
	var found [][]byte
	for len(bundle) > 0 {
		if len(bundle) < 2 {
			fail("a bundle ends inside a length")
		}
		length := int(binary.BigEndian.Uint16(bundle))
		if len(bundle) < 2+length {
			fail("a bundle ends inside an entry")
		}
		found = append(found, bundle[2:2+length])
		bundle = bundle[2+length:]
	}
	return found
}

func main() {
	if len(os.Args) < 3 {
		fail("give the address of the log and its key")
	}
	base := strings.TrimSuffix(os.Args[1], "/")
	verifier, err := note.NewVerifier(strings.TrimSpace(os.Args[2]))
	if err != nil {
		fail("the key: %v", err)
	}
	signed, err := fetch(base + "/checkpoint")
	if err != nil {
		fail("%v", err)
	}
	tree := open(signed, verifier)
	reader := tlog.TileHashReader(tree, &tiles{base: base, kept: map[tlog.Tile][]byte{}})

	// Every entry of every bundle is the leaf the tiles have at its place, and is in the tree.
	var index int64
	for number := int64(0); number*256 < tree.N; number++ {
		width := tree.N - number*256
		if width > 256 {
			width = 256
		}
		bundle, err := fetch(base + "/" + path(tlog.Tile{H: height, L: -1, N: number, W: int(width)}))
		if err != nil {
			fail("%v", err)
		}
		all := entries(bundle)
		if int64(len(all)) != width {
			fail("bundle %d holds %d entries, not %d", number, len(all), width)
		}
		for _, entry := range all {
			var leaf map[string]any
			if err := json.Unmarshal(entry, &leaf); err != nil || leaf["v"] != 1.0 {
				fail("leaf %d is not readable: %s", index, entry)
			}
			proof, err := tlog.ProveRecord(tree.N, index, reader)
			if err != nil {
				fail("leaf %d: %v", index, err)
			}
			if err := tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(entry)); err != nil {
				fail("leaf %d is not in the log: %v", index, err)
			}
			index++
		}
	}

	since := ""
	if len(os.Args) > 3 {
		saved, err := os.ReadFile(os.Args[3])
		if err != nil {
			fail("%v", err)
		}
		older := open(saved, verifier)
		proof, err := tlog.ProveTree(tree.N, older.N, reader)
		if err != nil {
			fail("consistency of %d and %d: %v", older.N, tree.N, err)
		}
		if err := tlog.CheckTree(proof, tree.N, tree.Hash, older.N, older.Hash); err != nil {
			fail("the log of %d leaves does not begin with the %d leaves seen before: %v", tree.N, older.N, err)
		}
		since = fmt.Sprintf(", which begin with the %d seen before", older.N)
	}
	fmt.Printf("verify: %s holds %d leaves%s\n", verifier.Name(), tree.N, since)
}
