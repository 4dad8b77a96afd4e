/** A stylesheet that the build minifies and hands over as text. */
declare module "*.css?text" {
  const text: string;
  export default text;
}

declare module "*.css";
