import { expect, it } from 'vitest';
import { factsIn } from './find-fact.ts';

const SHEET = `# A sheet

## 1. Walls

### Names

| id | path | text | notes |
|---|---|---|---|
| V-010 | \`C[i].name\` | Invalid: \`a|b\` or c\\|d | |

- **L-003** A sidecar is *initialised* when
  it runs.
- **L-004** A hook.

## 2. Tools

| Tool | Cost |
| --- | --- |
| **R-117** OpenCost | none |
`;

it('finds rows and items with the headings they stand under', () => {
  expect(factsIn(SHEET)).toEqual([
    {
      id: 'V-010',
      under: ['1. Walls', 'Names'],
      cells: [
        ['path', '`C[i].name`'],
        ['text', 'Invalid: `a|b` or c|d'],
      ],
    },
    { id: 'L-003', under: ['1. Walls', 'Names'], cells: [['', 'A sidecar is *initialised* when it runs.']] },
    { id: 'L-004', under: ['1. Walls', 'Names'], cells: [['', 'A hook.']] },
    {
      id: 'R-117',
      under: ['2. Tools'],
      cells: [
        ['Tool', 'OpenCost'],
        ['Cost', 'none'],
      ],
    },
  ]);
});
