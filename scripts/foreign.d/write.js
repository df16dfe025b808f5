// Writes the workbooks planned for SheetJS, in the ways it can: shared or inline
// texts, packed or not.
const fs = require('fs')
const path = require('path')
const XLSX = require('xlsx')

const folder = process.argv[2]
const plan = JSON.parse(fs.readFileSync(path.join(folder, 'raw', 'sheetjs.plan')))
plan.forEach(({ file, sheets }, i) => {
  const book = XLSX.utils.book_new()
  for (const [name, cells] of sheets) {
    const sheet = {}
    const range = { s: { r: 0, c: 0 }, e: { r: 60, c: 15 } }
    for (const [cell, [kind, v]] of Object.entries(cells)) {
      if (kind === 'formula') sheet[cell] = { t: 'n', f: v[0], v: v[1] }
      else sheet[cell] = { t: { text: 's', number: 'n', bool: 'b' }[kind], v }
    }
    sheet['!ref'] = XLSX.utils.encode_range(range)
    XLSX.utils.book_append_sheet(book, sheet, name)
  }
  XLSX.writeFile(book, path.join(folder, file), { bookType: 'xlsx', bookSST: i % 2 === 0, compression: i % 3 !== 0 })
})
