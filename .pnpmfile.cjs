// Scalar comes with a browser bundle that has everything in it. The benchmark of the site loads that one file; the 297
// packages that Scalar brings for other uses would make every installation a third bigger.
exports.hooks = {
  readPackage(manifest) {
    return manifest.name === '@scalar/api-reference' ? { ...manifest, dependencies: {} } : manifest;
  },
};
