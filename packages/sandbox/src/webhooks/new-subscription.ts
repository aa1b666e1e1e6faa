/** A subscription as somebody asks for it: in the subscription file, by flag, or by the control API. */
export interface NewSubscription {
  url: string;
  secret: string;
  apiSpaceId?: string;
  events?: string[];
  batch?: { maxSize: number; timeoutSeconds: number };
  ordered?: boolean;
}
