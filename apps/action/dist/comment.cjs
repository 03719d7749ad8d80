const require_shared = require("./shared.cjs");
let node_fs = require("node:fs");
let node_path = require("node:path");

// src/inputs/comment-inputs.ts
const SCHEMA = require_shared.object({
	report: require_shared.word("").pipe(require_shared.string().min(1, "is required")),
	"expected-head-sha": require_shared.word("").pipe(require_shared.string().refine((text) => text === "" || require_shared.isSha(text), "must be a whole commit id")),
	...require_shared.COMMENT_FIELDS
});
/** Every name is one of comment/action.yml. */
const COMMENT_INPUT_NAMES = Object.keys(SCHEMA.shape);
/** @throws InputsError that names every input that is wrong */
function parseCommentInputs(getInput) {
	const data = require_shared.checked(SCHEMA, getInput, []);
	return {
		...require_shared.commentInputs(data),
		report: data.report,
		expectedHeadSha: data["expected-head-sha"]
	};
}

// src/report/schema/pieces.ts
/** What a manifest may hold: shown as code wherever it is shown. */
const text = (most = 1e3) => require_shared.string().max(most);
/** Our own words, which are shown as they are. */
const word = require_shared.string().regex(/^[A-Za-z0-9](?:[A-Za-z0-9 ._/-]{0,98}[A-Za-z0-9])?$/);
/** A canonical quantity. */
const amount = require_shared.string().max(60).regex(/^-?\d+(?:\.\d+)?(?:[numkMGTPE]|[KMGTPE]i|e-?\d{1,3})?$/);
const MOST = 0x38d7ea4c68000;
const number = require_shared.number().min(-0x38d7ea4c68000).max(MOST);
const count = require_shared.number().int().min(0).max(MOST);
/** Names of containers. */
const names = require_shared.array(text(300)).max(1e3);
/** `__proto__` is no name of a resource. */
const record = (value) => require_shared.record(require_shared.string().max(400).refine((name) => name !== "__proto__"), value);
const list = (item, most = 1e5) => require_shared.array(item).max(most);
const sides = (of) => require_shared.object({
	before: of.nullable(),
	after: of.nullable()
});

// src/report/schema/findings.ts
const source = require_shared.object({
	file: text(4096),
	document: count,
	item: count.exactOptional(),
	line: count,
	apiVersion: text(300),
	kind: text(300),
	namespace: text(300).nullable(),
	name: text(300)
});
/** What a report shows of a finding; addresses of pages are left out, as anybody could write any. */
const finding = require_shared.object({
	rule: word,
	origin: require_shared._enum([
		"server",
		"server-warning",
		"server-drop",
		"input",
		"rule"
	]),
	severity: require_shared._enum(require_shared.SEVERITIES),
	message: text(2e4),
	path: text(4096),
	source,
	line: number,
	column: number,
	explanation: text(2e4).nullable(),
	fix: require_shared.object({ description: text(2e4) }).nullable()
}).transform(({ explanation, fix, ...rest }) => ({
	...rest,
	...explanation !== null && { explanation },
	...fix !== null && { fix }
}));
const findingsDiff = require_shared.object({
	added: list(finding),
	fixed: list(finding),
	kept: count
});
const severityCounts = require_shared.object({
	error: count,
	warning: count,
	info: count
});
const unreadable = require_shared.object({
	side: require_shared._enum(["base", "head"]),
	file: text(4096),
	document: count,
	line: number,
	column: number,
	message: text(2e4)
});

// src/report/schema/lifecycle.ts
const share = require_shared.object({
	container: text(300),
	mostSeconds: number,
	leastSeconds: number
});
const summary = require_shared.object({
	start: require_shared.object({
		gates: list(require_shared.object({
			container: text(300),
			role: require_shared._enum(["init", "sidecar"]),
			opensOn: require_shared._enum([
				"completion",
				"running",
				"startupProbe"
			]),
			bestSeconds: number,
			worstSeconds: number.nullable(),
			unbounded: text().exactOptional(),
			ownSeconds: number.nullable()
		}), 1e3),
		regular: names,
		bestSeconds: number,
		worstSeconds: number.nullable()
	}),
	stop: require_shared.object({
		graceSeconds: number,
		stopOrder: list(names, 1e3),
		worstSeconds: number,
		sidecars: list(share, 1e3),
		slowest: require_shared.object({
			container: text(300),
			preStopSeconds: number
		}).exactOptional()
	}),
	timeLeft: list(share.extend({
		role: require_shared._enum(["regular", "sidecar"]),
		preStopSeconds: number.nullable().exactOptional()
	}), 1e3)
});
const lifecycleDiff = require_shared.object({
	before: summary.nullable(),
	after: summary.nullable(),
	delta: require_shared.object({
		gates: number,
		startWorstSeconds: number.nullable(),
		graceSeconds: number,
		timeLeft: list(share, 1e3)
	}).exactOptional()
});
const nativeSidecars = require_shared.object({
	before: count,
	after: count,
	delta: number
});

// src/report/schema/resources.ts
const AMOUNTS = {
	requests: record(amount),
	limits: record(amount)
};
const amounts = require_shared.object(AMOUNTS);
const atReplicas = require_shared.object({
	replicas: number,
	...AMOUNTS
});
const cost = require_shared.object({
	perMonth: number,
	fewestPerMonth: number.exactOptional(),
	mostPerMonth: number.exactOptional()
});
const side = require_shared.object({
	replicas: count.nullable(),
	replicasAssumed: require_shared.literal(true).exactOptional(),
	pod: require_shared.object({
		...AMOUNTS,
		qosClass: require_shared._enum([
			"Guaranteed",
			"Burstable",
			"BestEffort"
		]),
		limitsAtLeast: record(names),
		initPeaks: record(require_shared.object({
			container: text(300),
			value: amount,
			running: amount
		})),
		parts: record(require_shared.object({
			regular: amount,
			sidecars: amount.exactOptional(),
			initPeak: amount.exactOptional(),
			overhead: amount.exactOptional(),
			podLevel: amount.exactOptional()
		})),
		oomScoreAdj: record(number)
	}),
	total: amounts,
	range: require_shared.object({
		autoscaler: text(300),
		fewest: atReplicas,
		most: atReplicas
	}).exactOptional(),
	rollout: require_shared.object({
		pods: count,
		surgePods: count,
		...AMOUNTS
	}).exactOptional(),
	cost: cost.exactOptional(),
	fit: require_shared.object({
		podsPerNode: count,
		limitedBy: names,
		nodes: count.nullable()
	}).exactOptional()
});
const resourceDiff = require_shared.object({
	before: side.nullable(),
	after: side.nullable(),
	delta: require_shared.object({
		replicas: number.nullable(),
		pod: amounts,
		total: amounts,
		range: require_shared.object({
			fewest: atReplicas,
			most: atReplicas
		}).exactOptional(),
		rollout: amounts.exactOptional(),
		cost: cost.exactOptional(),
		fit: require_shared.object({
			podsPerNode: number,
			nodes: number.nullable()
		}).exactOptional()
	})
});
const amountsDiff = require_shared.object({
	before: amounts,
	after: amounts,
	delta: amounts
});
const numberDiff = require_shared.object({
	before: number.nullable(),
	after: number.nullable(),
	delta: number.nullable()
});
const ends = (of) => require_shared.object({
	fewest: of,
	most: of
});
const resourceTotals = require_shared.object({
	replicated: amountsDiff,
	perNode: amountsDiff,
	byChange: require_shared.object({
		added: amounts,
		removed: amounts,
		changed: amounts
	}),
	range: ends(amountsDiff).exactOptional(),
	cost: require_shared.object({
		replicated: numberDiff,
		perNode: numberDiff,
		range: ends(numberDiff).exactOptional()
	}).exactOptional(),
	nodes: numberDiff.extend({ range: ends(numberDiff).exactOptional() }).exactOptional()
});
const groupDelta = amounts;

// src/report/schema/diff.ts
const identity = require_shared.object({
	apiVersion: text(300),
	kind: text(300),
	namespace: text(300).nullable(),
	name: text(300),
	podTemplate: text(1e3).exactOptional()
});
const FIELD_CHANGE = {
	path: text(4096),
	kind: require_shared._enum([
		"added",
		"removed",
		"changed"
	]),
	before: text(4096).nullable(),
	after: text(4096).nullable()
};
const fieldChange = require_shared.object(FIELD_CHANGE);
const role = require_shared._enum([
	"init",
	"sidecar",
	"regular"
]);
const podChange = require_shared.union([
	require_shared.object({
		change: require_shared.literal("role"),
		container: text(300),
		before: role,
		after: role
	}),
	require_shared.object({
		change: require_shared._enum(["added", "removed"]),
		container: text(300),
		role
	}),
	require_shared.object({
		change: require_shared.literal("order"),
		list: require_shared._enum(["initContainers", "containers"]),
		before: names,
		after: names
	}),
	require_shared.object({
		change: require_shared.literal("field"),
		container: text(300).nullable(),
		...FIELD_CHANGE
	})
]);
const version = require_shared._enum(require_shared.KUBERNETES_VERSIONS);
const workload = require_shared.object({
	identity,
	renamedFrom: identity.exactOptional(),
	source: sides(source),
	hasNamesake: require_shared.literal(true).exactOptional(),
	change: require_shared._enum([
		"added",
		"removed",
		"changed",
		"unchanged"
	]),
	resources: resourceDiff,
	lifecycle: lifecycleDiff,
	oldestVersion: sides(version),
	changes: require_shared.object({
		pod: list(podChange, 1e4),
		object: list(fieldChange, 1e4)
	}),
	findings: findingsDiff
}).transform(({ changes, ...rest }) => ({
	...rest,
	...changes
}));
const group = require_shared.object({
	change: require_shared._enum([
		"added",
		"removed",
		"changed"
	]),
	workloads: list(count),
	count,
	pods: count.nullable(),
	delta: groupDelta
});
const notCompared = require_shared.object({
	identity,
	source,
	reason: text(5e3)
});
const totals = require_shared.object({
	workloads: require_shared.object({
		added: count,
		removed: count,
		changed: count,
		unchanged: count,
		renamed: count,
		different: count,
		total: count
	}),
	findings: require_shared.object({
		added: severityCounts,
		fixed: severityCounts,
		kept: count
	}),
	nativeSidecars,
	oldestVersion: sides(version),
	resources: resourceTotals
});
/** `outrider diff -o json`, read back. What it does not know is left out; what does not fit is refused. */
const diffSchema = require_shared.object({
	schemaVersion: require_shared.literal(1),
	command: require_shared.literal("diff"),
	kubernetesVersions: require_shared.object({
		before: version,
		after: version
	}),
	workloads: list(workload),
	groups: list(group, 1e4),
	otherFindings: findingsDiff,
	notCompared: list(notCompared),
	otherObjects: list(require_shared.object({
		apiVersion: text(300),
		kind: text(300),
		added: count,
		removed: count,
		changed: count,
		unchanged: count
	})),
	unread: require_shared.object({
		equalFiles: count,
		skipped: list(require_shared.object({
			path: text(4096),
			reason: text(1e3)
		}))
	}),
	unreadable: list(unreadable),
	totals
}).transform(({ schemaVersion: _version, command: _command, kubernetesVersions, unreadable: all, ...rest }) => ({
	...rest,
	kubernetesVersion: kubernetesVersions,
	unreadable: {
		before: ofSide(all, "base"),
		after: ofSide(all, "head")
	}
}));
const ofSide = (all, wanted) => all.filter(({ side }) => side === wanted).map(({ file, document, line, column, message }) => ({
	file,
	document,
	line,
	column,
	message
}));
const isWithinGroups = ({ groups, workloads }) => groups.every((one) => one.workloads.every((index) => index < workloads.length));

// src/report/read-report.ts
var ReportError = class extends require_shared.UserError {
	name = "ReportError";
};
const MOST_BYTES = 67108864;
const sha = require_shared.string().refine((one) => one === "" || require_shared.isSha(one));
const context = require_shared.object({
	commentId: require_shared.string().regex(/^[A-Za-z0-9._/-]{1,200}$/),
	pullRequest: count.nullable(),
	commits: require_shared.object({
		base: sha,
		head: sha,
		isMerge: require_shared.boolean()
	}),
	runId: require_shared.string().regex(/^\d{0,20}$/),
	folder: text(4096).nullable(),
	paths: list(text(4096), 100),
	notes: list(text(1e3), 20)
});
/**
* Reads `report.json`: one regular file, by its name.
*
* @throws PathError, ReportError
*/
function readReport(path, places) {
	const real = require_shared.allowedPath(path, places);
	const stats = (0, node_fs.lstatSync)((0, node_path.resolve)(places.workingDirectory, path));
	if (!stats.isFile()) throw new ReportError(`Cannot read ${path}: it is no regular file`);
	if (stats.size > MOST_BYTES) throw new ReportError(`Cannot read ${path}: it is larger than 64 MiB`);
	return parseReport((0, node_fs.readFileSync)(real, "utf8"), path);
}
function parseReport(json, path) {
	const refuse = (why) => new ReportError(`Cannot take ${path} for a report: ${why}. Both actions should be of the same version; nothing was written`);
	const value = jsonOf(json);
	if (value === void 0) throw refuse("it is no JSON");
	const parsed = require_shared.object({ action: context }).safeParse(value);
	const diff = diffSchema.safeParse(value);
	if (!parsed.success) throw refuse(placeOf(parsed.error));
	if (!diff.success) throw refuse(placeOf(diff.error));
	if (!isWithinGroups(diff.data)) throw refuse("a group names a workload that is not there");
	return {
		diff: diff.data,
		context: parsed.data.action
	};
}
function jsonOf(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}
/** Where it does not fit; a name in the path may be anything, so only our own words are repeated. */
function placeOf({ issues }) {
	const [first] = issues;
	return `${(first?.path ?? []).map((step) => /^\w{1,40}$/.test(String(step)) ? String(step) : "…").join(".") || "the whole"} does not fit`;
}

// src/run-comment.ts
/**
* The Action `comment`: writes the comment of a report that another run made, perhaps one of a stranger's. The text
* is rendered here, from data that was checked; the pull request must have the head that the event is about.
*/
async function runComment(env) {
	const inputs = parseCommentInputs((name) => require_shared.getInput(name));
	if (inputs.githubToken !== "") require_shared.setSecret(inputs.githubToken);
	const workspace = (0, node_fs.realpathSync)(env["GITHUB_WORKSPACE"] || ".");
	const temporary = (0, node_fs.realpathSync)(env["RUNNER_TEMP"] || workspace);
	const report = readReport(inputs.report, {
		workingDirectory: workspace,
		allowed: [workspace, temporary]
	});
	const run = require_shared.runContext(env, require_shared.eventOf(env), inputs.pullRequest ?? report.context.pullRequest);
	const headSha = headOf(inputs, run);
	if (report.context.commits.head !== headSha) {
		require_shared.tellComment({
			action: "stale",
			warning: "The report is of another commit than this run: no comment"
		});
		return;
	}
	const frame = frameOf(inputs, run, report, headSha);
	const length = inputs.maxCommentLength - require_shared.frameLength(frame);
	const about = {
		...report.context,
		runId: run.runId
	};
	const text = require_shared.reportMarkdown(report.diff, about, run, inputs, length);
	const file = (0, node_path.join)(temporary, "outrider-comment.md");
	(0, node_fs.writeFileSync)(file, text);
	require_shared.setOutputs({ "comment-markdown": file });
	const ask = inputs.githubToken === "" ? null : require_shared.askGitHub(inputs.githubToken, require_shared.realClock);
	require_shared.tellComment(await require_shared.commentStep(inputs, run, {
		...frame,
		text
	}, ask));
}
/** The head that the event is about, never what the report says. */
function headOf({ expectedHeadSha }, run) {
	const known = expectedHeadSha || run.subject.headSha || "";
	if (require_shared.isSha(known)) return known;
	throw new require_shared.UserError("Cannot tell which commit to comment on: set expected-head-sha, or run on workflow_run or pull_request");
}
function frameOf(inputs, run, { diff, context }, headSha) {
	return {
		id: inputs.commentId || context.commentId,
		run: run.run,
		headSha,
		headIsKnown: true,
		headRepository: require_shared.pullRequestOf(run)?.headRepository ?? null,
		mayCreate: require_shared.mayCreate(require_shared.verdictOf(diff), inputs.comment)
	};
}

// src/comment-main.ts
require_shared.runAsAction(runComment);
