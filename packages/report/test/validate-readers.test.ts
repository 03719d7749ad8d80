import { type Analysis, analyze, releaseOf } from '@outrider/core';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { validateGithub } from '../src/validate-github.ts';
import { validateGitlab } from '../src/validate-gitlab.ts';
import { validateJunit } from '../src/validate-junit.ts';

/** Names and values that end attributes, commands and CDATA, in an object with errors, advice and a broken neighbour. */
const TEXT = `apiVersion: v1
kind: Pod
metadata: { name: "a\\"<&>']]>", annotations: { x: "%0A::error::y" } }
spec:
  initContainers: [{ name: proxy, image: p, restartPolicy: "]]><x>&" }]
  containers: [{ name: app, image: "\\u0001\\ud83d\\ude00" }]
---
a: [
`;

const analysis: Analysis = analyze([{ file: 'a"<&>.yaml', text: TEXT }], releaseOf('1.36'));

interface Case {
  readonly '@name': string;
  readonly failure?: readonly unknown[];
  readonly error?: readonly unknown[];
}

interface Suite {
  readonly '@tests': string;
  readonly '@failures': string;
  readonly '@errors': string;
  readonly testcase: readonly Case[];
}

describe('the formats of other tools, read as those tools read them', () => {
  it('JUnit is well-formed XML whose counts are those of its cases', () => {
    const xml = validateJunit(analysis);
    expect(XMLValidator.validate(xml)).toBe(true);
    const parser = new XMLParser({
      ignoreAttributes: false,
      htmlEntities: true,
      attributeNamePrefix: '@',
      isArray: (name) => ['testsuite', 'testcase', 'failure', 'error'].includes(name),
    });
    const suites: readonly Suite[] = parser.parse(xml).testsuites.testsuite;
    expect(suites.length).toBeGreaterThan(0);
    for (const suite of suites) {
      const having = (part: 'failure' | 'error'): number =>
        suite.testcase.filter((one) => one[part] !== undefined).length;
      expect(Number(suite['@tests'])).toBe(suite.testcase.length);
      expect(Number(suite['@failures'])).toBe(having('failure'));
      expect(Number(suite['@errors'])).toBe(having('error'));
    }
    expect(suites.flatMap(({ testcase }) => testcase.map((one) => one['@name']))).toContainEqual(
      expect.stringContaining(`a"<&>']]>`),
    );
  });

  it('GitHub takes each line for one annotation', () => {
    const lines = validateGithub(analysis).trimEnd().split('\n');
    expect(lines).toHaveLength(analysis.findings.length + analysis.unreadable.length);
    for (const line of lines) {
      expect(line).toMatch(
        /^::(?:error|warning|notice) file=[^,:]+,line=\d+,col=\d+,title=[^,:]*::[^\r\n]+$/,
      );
    }
  });

  it('GitLab gets the fields of its Code Quality report, and no fingerprint twice', () => {
    const issues: readonly Readonly<Record<string, unknown>>[] = JSON.parse(validateGitlab(analysis));
    expect(issues).toHaveLength(analysis.findings.length + analysis.unreadable.length);
    for (const issue of issues) {
      expect(issue).toMatchObject({
        description: expect.stringMatching(/\S/),
        check_name: expect.stringMatching(/\S/),
        fingerprint: expect.stringMatching(/\S/),
        severity: expect.stringMatching(/^(?:info|minor|major|critical|blocker)$/),
        location: { path: expect.not.stringMatching(/^\.?\//), lines: { begin: expect.any(Number) } },
      });
    }
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
  });
});
