// The types of 5 fit what is used of 4 here, so a second set of types is not installed.
declare module 'express-4' {
  export { default } from 'express';
}
