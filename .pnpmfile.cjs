// The platform packages of Node declare `os` and `cpu` as strings; pnpm only honours lists, and would
// otherwise install a foreign binary (docs/decisions/0002-toolchain.md).
const list = (value) => (typeof value === 'string' ? [value] : value);

module.exports = {
  hooks: {
    readPackage(pkg) {
      if (/^node-(linux|win|darwin|bin)/.test(pkg.name ?? '')) {
        pkg.os = list(pkg.os);
        pkg.cpu = list(pkg.cpu);
      }
      return pkg;
    },
  },
};
